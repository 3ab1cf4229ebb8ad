// A photo as a telephone would send it, made by the browser itself.

/** A JPEG file for a file field: a picture of `words`. */
export async function photo(context, name, words) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 400, height: 300 });
  await page.setContent(`<h1>${words}</h1>`);
  const buffer = await page.screenshot({ type: "jpeg" });
  await page.close();
  return { name, mimeType: "image/jpeg", buffer };
}
