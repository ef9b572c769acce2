"""The elements and attributes of SVG that show something and cannot act."""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

ELEMENTS = frozenset(
    """
    a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence filter g image line linearGradient marker mask path pattern polygon polyline radialGradient rect stop
    style svg switch symbol text textPath title tspan use view
    """.split()  # noqa: SIM905  # so many names read better without quotes
)
FILTER_STEPS = frozenset(
    name
    for name in ELEMENTS
    if name.startswith("fe") and not name.startswith("feFunc") and not name.endswith(("Light", "Node"))
)
"""The elements that a filter is made of, each of which draws a picture of its own."""
TEXT_ELEMENTS = frozenset({"a", "desc", "style", "text", "textPath", "title", "tspan"})
"""The elements whose own text is shown or read aloud."""
ACTIVE_ELEMENTS = frozenset(
    """
    animate animateColor animateMotion animateTransform audio canvas discard embed foreignObject handler iframe link
    listener object script set video
    """.split()  # noqa: SIM905  # so many names read better without quotes
)
"""Elements that a browser runs or loads, or that show HTML."""

PRESENTATION = frozenset(
    """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
    color-rendering cx cy d direction display dominant-baseline fill fill-opacity fill-rule filter flood-color
    flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight height
    image-rendering isolation letter-spacing lighting-color marker marker-end marker-mid marker-start mask mask-type
    mix-blend-mode opacity overflow paint-order pointer-events r rx ry shape-rendering stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    text-anchor text-decoration text-overflow text-rendering transform transform-origin unicode-bidi vector-effect
    visibility white-space width word-spacing writing-mode x y
    """.split()  # noqa: SIM905  # so many names read better without quotes
)
"""Attributes that a browser reads as CSS."""
ATTRIBUTES = frozenset(
    """
    amplitude aria-describedby aria-hidden aria-label aria-labelledby aria-roledescription azimuth baseFrequency
    baseProfile bias class clipPathUnits diffuseConstant divisor dx dy edgeMode elevation exponent
    filterUnits fr fx fy gradientTransform gradientUnits id in in2 intercept k1 k2 k3 k4 kernelMatrix
    kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits
    maskUnits media method mode numOctaves offset operator order orient pathLength patternContentUnits
    patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits
    radius refX refY requiredExtensions requiredFeatures result role rotate scale seed side slope spacing
    specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage
    tableValues targetX targetY textLength type values version viewBox x1 x2 xChannelSelector y1 y2
    yChannelSelector z zoomAndPan
    """.split()  # noqa: SIM905  # so many names read better without quotes
)
PREFIXED: dict[tuple[str | None, str], str] = {(XML, "space"): "xml:space", (XML, "lang"): "xml:lang"}
"""Attributes of other namespaces that are kept, and how they are written."""
LINKS = frozenset({(None, "href"), (XLINK, "href")})
