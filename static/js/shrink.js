/* A photo that is larger than we take is drawn smaller on the phone before it is sent; that also forgets where it was
   taken. Without this, or where the phone cannot, the answer says that it is too large. */
(() => {
  "use strict";
  const LONGEST = 1600; // pixels; we keep 960
  const shrink = async (file, most) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const part = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * part);
    canvas.height = Math.round(picture.height * part);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of [0.85, 0.7, 0.5]) {
      const drawn = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", quality); });
      if (drawn && drawn.size <= most) return new File([drawn], "picture.jpg", { type: "image/jpeg" });
    }
    return file;
  };
  document.addEventListener("change", async ({ target }) => {
    const most = Number(target.dataset?.shrink || 0);
    const [file] = target.files || [];
    if (!most || !file || file.size <= most) return;
    try {
      const small = new DataTransfer();
      small.items.add(await shrink(file, most));
      target.files = small.files;
    } catch { /* no picture: the answer to the post says so */ }
  });
})();
