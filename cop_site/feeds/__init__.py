"""Documents for other programs: `community.json`, JSON Schemas, comparisons."""
