// Reading the QR code on a page as a camera would: from a picture of it.

import jsqr from 'jsqr';

/** What the QR code on the page says; nothing if it can't be read. */
export async function readQr(page) {
  const picture = await page.locator('.qr svg').screenshot();
  const canvas = await page.context().newPage();
  const { width, height, data } = await canvas.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const context2d = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height }).getContext('2d');
    context2d.drawImage(image, 0, 0);
    const { data: pixels } = context2d.getImageData(0, 0, image.width, image.height);
    return { width: image.width, height: image.height, data: [...pixels] };
  }, picture.toString('base64'));
  await canvas.close();
  return jsqr(Uint8ClampedArray.from(data), width, height)?.data;
}
