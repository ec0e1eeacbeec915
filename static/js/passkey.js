/* Passkeys: one button inside [data-passkey="sign-in" | "make"]. Talks JSON with the two addresses on that element. */
(() => {
  "use strict";
  const box = document.querySelector("[data-passkey]");
  if (!box) return;
  const button = box.querySelector("[data-passkey-go]");
  const failed = box.querySelector("[data-passkey-failed]");
  const missing = box.querySelector("[data-passkey-missing]");

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const send = async (address, body) => {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": box.dataset.token },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const make = async (options) => {
    options.challenge = bytes(options.challenge);
    options.user.id = bytes(options.user.id);
    (options.excludeCredentials || []).forEach((one) => { one.id = bytes(one.id); });
    const made = await navigator.credentials.create({ publicKey: options });
    return {
      id: made.id, rawId: made.id, type: made.type,
      response: {
        clientDataJSON: text(made.response.clientDataJSON),
        attestationObject: text(made.response.attestationObject),
      },
    };
  };

  const prove = async (options) => {
    options.challenge = bytes(options.challenge);
    (options.allowCredentials || []).forEach((one) => { one.id = bytes(one.id); });
    const proof = await navigator.credentials.get({ publicKey: options });
    const { clientDataJSON, authenticatorData, signature, userHandle } = proof.response;
    return {
      id: proof.id, rawId: proof.id, type: proof.type,
      response: {
        clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature),
        userHandle: userHandle ? text(userHandle) : null,
      },
    };
  };

  const go = async () => {
    button.disabled = true;
    failed.hidden = true;
    try {
      const options = await send(box.dataset.options, {});
      const credential = await (box.dataset.passkey === "make" ? make(options) : prove(options));
      const answer = await send(box.dataset.answer, { credential, next: box.dataset.next || "/" });
      location.assign(answer.go);
    } catch {
      failed.hidden = false;
      button.disabled = false;
    }
  };

  if (!window.PublicKeyCredential) return;
  missing.hidden = true;
  button.disabled = false;
  button.addEventListener("click", go);
})();
