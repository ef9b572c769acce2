// The notes are Markdown, never templates; each has the same layout.
module.exports = (config) => {
  config.addGlobalData("layout", "layout.njk");
  config.addCollection("meetups", (all) => all.getFilteredByGlob("content/meetups/*.md"));
  return {
    dir: { input: "content", includes: "../_includes" },
    markdownTemplateEngine: false,
  };
};
