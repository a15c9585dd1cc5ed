# SPDX-License-Identifier: MPL-2.0
"""WCAG 2.2's contrast, computed in the page as it is shown: text (1.4.3: 4.5 to 1), and the frames of what can be used and of
what has the focus (1.4.11: 3 to 1)."""

MEASURE = """
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = colour => channels(colour).slice(0, 3).map(each => each / 255)
    .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, i) => sum + each * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return Math.round(100 * (light + 0.05) / (dark + 0.05)) / 100;
  };
  const clear = colour => channels(colour)[3] === 0;
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = window.getComputedStyle(each).backgroundColor;
      if (!clear(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const shown = element => element.checkVisibility() && !element.disabled;
  const result = { text: [], frames: [], focus: [] };
  for (const element of document.querySelectorAll("body *")) {
    if (!shown(element)) continue;
    const style = window.getComputedStyle(element);
    const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (hasText) result.text.push([element.textContent.trim().slice(0, 30), ratio(style.color, behind(element))]);
    if (element.matches("button, textarea, input"))
      result.frames.push([element.id || element.textContent, Math.max(ratio(style.borderTopColor, behind(element.parentElement)),
                                                                      ratio(style.backgroundColor, behind(element.parentElement)))]);
  }
  for (const element of document.querySelectorAll("button, textarea, input")) {
    if (!shown(element)) continue;
    element.focus({ focusVisible: true });
    const style = window.getComputedStyle(element);
    const width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    result.focus.push([element.id || element.textContent, width >= 2 ? ratio(style.outlineColor, behind(element.parentElement)) : 0]);
  }
  return result;
"""


def too_faint(page):
    """What a page shows too faintly, with its contrast, and how many things were looked at."""
    measured = page.run(MEASURE)
    faint = [(kind, what, contrast) for kind, least in (("text", 4.5), ("frames", 3), ("focus", 3))
             for what, contrast in measured[kind] if contrast < least]
    return faint, sum(map(len, measured.values()))
