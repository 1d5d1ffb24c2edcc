/* In a form with data-digest a file may be chosen: its SHA-256 is computed here, written into the field called sha256,
   and nothing of the file is sent. Without this script, or where the browser has no WebCrypto, the field stays alone. */

function hexadecimal(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

for (const form of document.querySelectorAll("form[data-digest]")) {
  const place = form.querySelector("[data-digest-file]");
  if (!place || !window.crypto?.subtle) continue;
  place.hidden = false;
  const input = place.querySelector("input");
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    form.elements.sha256.value = hexadecimal(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  });
}
