// Sends the chosen files one by one, with progress; each is answered at once.
// The answer is the page itself: its regions take the place of those that are shown.
// Without script the form sends all of them together.

const REGIONS = ["answered", "files"];

for (const form of document.querySelectorAll("form.upload")) listen(form);

function listen(form) {
  form.addEventListener("submit", (event) => {
    const input = form.querySelector("input[type=file]");
    if (input.files.length === 0) return;
    event.preventDefault();
    sendAll(form, input, [...input.files]);
  });
}

async function sendAll(form, input, files) {
  const button = form.querySelector("button");
  button.disabled = true;
  const refusals = [];
  let failed = false;
  let answer = null;
  for (const file of files) {
    const row = shownIn(form, form.dataset.uploading.replace("{name}", file.name));
    try {
      const page = await send(form.action, input.name, file, row.bar);
      answer = page;
      refusals.push(...page.querySelectorAll("#answered .summary"));
      row.line.remove();
    } catch {
      failed = true;
      row.line.textContent = form.dataset.failed.replace("{name}", file.name);
    }
  }
  button.disabled = false;
  input.value = "";
  if (answer === null) return;
  const answered = answer.getElementById("answered");
  if (refusals.length > 0) answered.replaceChildren(...refusals);
  for (const id of REGIONS) {
    if (id === "files" && failed && form.closest("#files")) continue;
    document.getElementById(id).replaceWith(answer.getElementById(id));
  }
  for (const fresh of document.querySelectorAll("#files form.upload")) listen(fresh);
  document.querySelector("#answered .summary")?.focus();
}

function shownIn(form, words) {
  const line = document.createElement("p");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", words);
  line.append(words, " ", bar);
  form.querySelector(".progress").append(line);
  return { line, bar };
}

function send(address, name, file, bar) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append(name, file);
    request.open("POST", address);
    request.responseType = "document";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => {
      const page = request.response;
      if (page?.getElementById("answered")) resolve(page);
      else reject(new Error(String(request.status)));
    });
    request.addEventListener("error", () => reject(new Error("network")));
    request.send(body);
  });
}
