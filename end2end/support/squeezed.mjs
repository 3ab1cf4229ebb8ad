// What a person sees at once and no rule of axe looks at.

/** Words that stand one below the other, letter by letter, because nothing leaves them a line: by their first letters. */
export function squeezed() {
  const isSqueezed = (element) => {
    const { inlineSize, fontSize } = getComputedStyle(element);
    const [wide, letter] = [parseFloat(inlineSize), parseFloat(fontSize)];
    const words = element.innerText ?? "";
    return words.length >= 6 && wide < 2.5 * letter && element.offsetHeight > 4 * letter;
  };
  const texts = document.querySelectorAll("main :is(p, label, legend, li, dt, dd, td, button, h1, h2, h3, h4)");
  return [...texts].filter(isSqueezed).map((element) => `${element.tagName}: ${element.innerText.slice(0, 20)}`);
}
