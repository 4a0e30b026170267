// One script for the page, the app inside Telegram, and <mega-backdoor-room> on other sites. Without it all works too,
// as forms; with it, nothing is loaded anew, and what is sent waits for a connection.
(() => {
  "use strict";

  const script = document.currentScript;
  const origin = script ? new URL(script.src, location.href).origin : location.origin;

  // --- <mega-backdoor-room age="42" pay="400000" match="50% up to 4%" year="2026" theme="dark">, for any site
  class Room extends HTMLElement {
    connectedCallback() {
      if (this.firstChild) return;
      const given = new URLSearchParams();
      for (const { name, value } of this.attributes) given.set(name === "year" ? "tax_year" : name.replaceAll("-", "_"), value);
      const frame = document.createElement("iframe");
      frame.src = `${origin}/room?${given}`;
      frame.title = this.getAttribute("title") || "After-tax 401(k) room, worked out";
      frame.loading = "lazy";
      frame.referrerPolicy = "no-referrer";
      Object.assign(frame.style, { border: "0", width: "100%", height: "44rem", display: "block" });
      addEventListener("message", ({ source, origin: from, data }) => {
        if (source === frame.contentWindow && from === origin && data && Number.isFinite(data.megaBackdoorRoomHeight))
          frame.style.height = `${Math.min(4000, Math.max(200, data.megaBackdoorRoomHeight))}px`;
      });
      this.append(frame);
    }
  }
  if (!customElements.get("mega-backdoor-room")) customElements.define("mega-backdoor-room", Room);

  const root = document.documentElement;
  const kind = root.dataset.kind;
  if (!kind || kind === "trouble" || origin !== location.origin) return;
  root.classList.add("js");
  addEventListener("DOMContentLoaded", () => {
    const words = Object.fromEntries([...document.querySelectorAll("#words div")].map((one) => [one.firstElementChild.textContent, one.lastElementChild.textContent]));
    const room = calculator(words);
    if (kind === "room") return embedded();
    talk(words, room);
  });

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const fresh = () => crypto.randomUUID ? crypto.randomUUID() : [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  // Where a page may not use the clipboard, the text is shown to be copied by hand.
  const copy = (text) => (navigator.clipboard?.writeText(text) ?? Promise.reject(new Error())).catch((error) => { prompt("", text); throw error; });
  const stored = (name, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(name);
      if (value === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, value);
    } catch { /* a browser that keeps nothing still works */ }
    return null;
  };

  // --- the calculator

  function calculator(words) {
    const form = document.getElementById("room-form");
    const at = (id) => document.getElementById(id);
    let asked = null, timer = 0, touched = false;

    const values = () => {
      const found = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (name !== "message") found.set(name, value);
      return found;
    };

    async function compute() {
      asked?.abort();
      asked = new AbortController();
      try {
        const answer = await fetch("/room", { method: "POST", headers: { accept: "application/json" }, body: values(), signal: asked.signal });
        if (answer.status === 429) { clearTimeout(timer); timer = setTimeout(compute, 1000); }
        if (answer.ok) show(await answer.json());
      } catch { /* typing went on, or there is no connection: the next change asks again */ }
    }

    function show(told) {
      at("headline").textContent = told.headline;
      at("said").textContent = told.said;
      at("of").textContent = told.limit;
      at("result").classList.toggle("over", told.over);
      for (const rect of document.querySelectorAll(".bar rect")) {
        const part = told.parts.find((one) => one.name === rect.dataset.partName);
        rect.setAttribute("x", part ? part.x : 1000);
        rect.setAttribute("width", part ? Math.max(0, part.wide - 3) : 0);
      }
      at("parts").replaceChildren(...told.parts.map((part) => {
        const row = document.createElement("div"), label = document.createElement("dt"), amount = document.createElement("dd");
        label.className = `part-${part.name}`;
        label.textContent = part.label;
        amount.textContent = part.amount;
        row.append(label, amount);
        return row;
      }));
      for (const field of form.querySelectorAll("input[type=text]")) {
        const problem = told.problems[field.name] || "";
        at(`p-${field.name}`).textContent = problem;
        if (problem) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
      at("p-all").textContent = told.problems[""] || told.problems.tax_year || "";
      at("field-catch-up").hidden = !told.asks.includes("plan_catch_up");
      at("explained").hidden = !told.html;
      at("explanation").innerHTML = told.html;
      carry(told.code);
    }

    // The figures go along in a code that the server makes and reads, and that no server keeps.
    function carry(code) {
      at("passed-on").dataset.code = code;
      at("passed-on").hidden = !code;
      if (at("carry")) at("carry").href = `${origin}/${code && `#${code}`}`;
      const telegram = at("in-telegram");
      if (telegram) telegram.href = `${telegram.href.split("?")[0]}${code && `?start=${code}`}`;
    }

    at("copy-figures").addEventListener("click", (event) => {
      const button = event.currentTarget, label = button.textContent;
      copy(`${origin}/#${at("passed-on").dataset.code}`).then(() => {
        button.textContent = words.copied;
        setTimeout(() => { button.textContent = label; }, 2500);
      }, () => {});
    });

    form.addEventListener("input", () => {
      touched = true;
      clearTimeout(timer);
      timer = setTimeout(compute, 70);
    });
    // On a phone a picture goes where the person's own apps take it, and is saved where that is not possible.
    async function passOn(link) {
      try {
        const content = await (await fetch(link.href)).blob();
        const files = [new File([content], link.download, { type: content.type })];
        if (navigator.canShare({ files })) return await navigator.share({ files });
      } catch (error) {
        if (error.name === "AbortError") return;
      }
      location.assign(link.href);
    }

    form.addEventListener("submit", (event) => {
      if (!event.submitter || event.submitter.name !== "use") { event.preventDefault(); compute(); }
    });
    carry(at("passed-on").dataset.code);
    return {
      values,
      // What a code of figures holds, as it is filled in; null for one that cannot be read.
      async read(code) {
        const body = new URLSearchParams({ code });
        const answer = await fetch("/room", { method: "POST", headers: { accept: "application/json" }, body });
        return answer.ok ? (await answer.json()).typed : null;
      },
      fill(typed, force) {
        if (touched && !force) return;
        let changed = false;
        for (const [name, value] of Object.entries(typed)) {
          const field = form.elements[name];
          if (field && field.value !== value) { field.value = value; changed = true; }
        }
        if (force) touched = true;
        if (changed) compute();
      },
      settled() { touched = false; },
    };
  }

  function embedded() {
    const tell = () => parent.postMessage({ megaBackdoorRoomHeight: Math.ceil(document.querySelector(".layout").getBoundingClientRect().height) }, "*");
    new ResizeObserver(tell).observe(document.querySelector(".layout"));
  }

  // --- the talk

  function talk(words, room) {
    const log = document.getElementById("log"), layout = document.querySelector(".layout");
    const form = document.getElementById("talk-form"), write = document.getElementById("write"), picker = document.getElementById("file");
    const status = document.getElementById("status"), drop = document.getElementById("drop"), start = form.elements.start;
    const queue = JSON.parse(stored("queue") || "[]").map((one) => ({ ...one, files: [] }));
    let last = Number(layout.dataset.last) || 0, visit = "", known = kind === "talk";
    let sending = false, changed = false, waker = null, connected = true, refreshing = 0, owed = null;

    const say = (text, alarm = false) => {
      status.textContent = text;
      status.classList.toggle("alarm", alarm);
    };
    const headers = () => (visit ? { accept: "application/json", "x-visit": visit } : { accept: "application/json" });
    const wake = () => { waker?.(); waker = null; };
    const sleep = (milliseconds) => new Promise((done) => { waker = done; setTimeout(done, milliseconds); });
    const latest = (selector) => [...log.querySelectorAll(selector)].pop();

    function online(is) {
      if (is === connected) return;
      connected = is;
      say(is ? words.back_online : words.offline, !is);
      if (is) setTimeout(() => { if (status.textContent === words.back_online) say(""); }, 3000);
    }

    // What is to be sent waits here, also over a reload; the number that it goes under is made once, so that what
    // arrives twice counts once.
    function send(fields, text, files = []) {
      // What a link opened, and was only looked at so far, becomes a part of the talk.
      if (start.value) { fields = { ...fields, start: start.value }; start.value = ""; history.replaceState(null, "", location.pathname); }
      const one = { message: fresh(), fields, text, files };
      queue.push(one);
      keepQueue();
      pending(one);
      show("talk");
      pump();
    }

    function keepQueue() {
      const lasting = queue.filter((one) => !one.files.length).map(({ message, fields, text }) => ({ message, fields, text }));
      stored("queue", lasting.length ? JSON.stringify(lasting) : null);
    }

    function pending(one) {
      const shown = [...one.files.map((file) => words.sent_file.replace("%", file.name)), one.text].filter(Boolean).join("\n");
      if (!shown) return;
      const article = document.createElement("article"), bubble = document.createElement("div"), who = document.createElement("h3");
      article.className = "message mine pending";
      article.dataset.message = one.message;
      article.setAttribute("aria-live", "off");
      who.className = "unseen";
      who.textContent = words.you;
      bubble.className = "bubble";
      for (const line of shown.split("\n")) {
        const paragraph = document.createElement("p");
        paragraph.textContent = line;
        bubble.append(paragraph);
      }
      article.append(who, bubble);
      log.append(article);
      scroll(article);
    }

    async function pump() {
      if (sending) return;
      sending = true;
      for (let tries = 0; queue.length; ) {
        const one = queue[0];
        const body = new FormData();
        body.set("message", one.message);
        for (const [name, value] of Object.entries(one.fields)) body.set(name, value);
        for (const file of one.files) body.append("file", file);
        try {
          const answer = await fetch("/say", { method: "POST", headers: headers(), body });
          const told = await answer.json().catch(() => ({}));
          if (answer.status === 503 || answer.status === 429) {
            say(told.error || words.busy, true);
            await sleep(Math.min(8000, 1000 * 2 ** tries++));
            continue;
          }
          online(true);
          if (!answer.ok) {
            log.querySelector(`[data-message="${CSS.escape(one.message)}"]`)?.remove();
            say(told.error || (answer.status === 413 ? words.too_large : words.refused), true);
          } else {
            say(told.toast || "");
            if (told.forgotten) forget(one.message);
            changed = true;
            if (!known) { known = true; wake(); }
          }
          for (const busy of document.querySelectorAll("[aria-disabled]")) busy.removeAttribute("aria-disabled");
          queue.shift();
          keepQueue();
          tries = 0;
        } catch {
          online(false);
          await sleep(Math.min(10000, 700 * 2 ** Math.min(tries++, 4)));
        }
      }
      sending = false;
    }

    function forget(message) {
      const mine = log.querySelector(`[data-message="${CSS.escape(message)}"]`);
      while (mine?.previousElementSibling) mine.previousElementSibling.remove();
      room.settled();
    }

    // New messages come by themselves; after a lost connection from the last one that is here.
    async function listen() {
      for (let tries = 0; ; ) {
        while (!known || document.hidden) await sleep(3_600_000);
        const gone = new AbortController();
        const hide = () => document.hidden && gone.abort();
        document.addEventListener("visibilitychange", hide);
        try {
          const answer = await fetch("/stream", { headers: { ...headers(), accept: "text/event-stream", "last-event-id": String(last) }, signal: gone.signal });
          if (answer.status === 204) { known = false; continue; }
          if (!answer.ok) throw new Error(String(answer.status));
          online(true);
          tries = 0;
          const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
          for (let text = ""; ; ) {
            const { value, done } = await reader.read();
            if (done) break;
            const events = (text + value).split("\n\n");
            text = events.pop();
            const told = events.map((one) => one.split("\n").find((line) => line.startsWith("data: "))).filter(Boolean).map((line) => JSON.parse(line.slice(6)));
            if (told.length) add(told);
          }
        } catch {
          if (!document.hidden) online(navigator.onLine && tries < 2 && connected);
        } finally {
          document.removeEventListener("visibilitychange", hide);
        }
        await sleep(document.hidden ? 0 : Math.min(10000, 300 * 2 ** Math.min(tries++, 5)));
      }
    }

    function add(messages) {
      const focused = document.activeElement;
      const bulk = messages.length > 6;
      if (bulk) log.setAttribute("aria-live", "off");
      let first = null;
      for (const told of messages) {
        if (told.id <= last) continue;
        last = told.id;
        if (last && log.querySelector('[data-id="0"]')) for (const welcome of log.querySelectorAll('[data-id="0"]')) welcome.remove();
        const made = document.createRange().createContextualFragment(told.html).firstElementChild;
        const waiting = told.who === "you" && log.querySelector(`.pending[data-message="${CSS.escape(made.dataset.message)}"]`);
        if (told.who === "you") {
          made.setAttribute("aria-live", "off");
          for (const one of log.querySelectorAll(".message:not(.past):not(.pending)")) one.classList.add("past");
        }
        if (waiting) waiting.replaceWith(made);
        else log.insertBefore(made, log.querySelector(".pending"));
        if (told.who !== "you") first ??= made;
      }
      if (bulk) setTimeout(() => log.setAttribute("aria-live", "polite"), 500);
      if (first) {
        say("");
        scroll(first);
        refresh();
      }
      // What had the focus may be gone with the question that it answered: go on at the answer, which may come later.
      const gone = focused && focused !== document.body && (!focused.isConnected || focused.getClientRects().length === 0);
      if (gone || (owed && document.activeElement === owed)) {
        const to = first || latest(".theirs");
        to?.focus({ preventScroll: true });
        owed = first ? null : to;
      }
    }

    function scroll(to) {
      const box = log.scrollHeight > log.clientHeight ? log : document.scrollingElement;
      const tall = log.lastElementChild.getBoundingClientRect().bottom - to.getBoundingClientRect().top > log.clientHeight - 24;
      const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
      if (box === log) log.scrollTo({ top: tall ? to.offsetTop - 12 : log.scrollHeight, behavior: smooth });
      else {
        // Not by scrollIntoView: in newer browsers it would also move the place where the next Tab goes on.
        const { top, bottom } = to.getBoundingClientRect();
        const by = tall || top < 0 ? top : Math.max(0, Math.min(top, bottom - innerHeight));
        if (by) scrollBy({ top: by, behavior: smooth });
      }
    }

    function refresh() {
      clearTimeout(refreshing);
      refreshing = setTimeout(async () => {
        try {
          const answer = await fetch("/case", { headers: headers() });
          if (!answer.ok) return;
          const told = await answer.json();
          const part = document.getElementById("case");
          const label = part.contains(document.activeElement) ? document.activeElement.textContent : null;
          part.innerHTML = told.html;
          if (label !== null) ([...part.querySelectorAll("button")].find((one) => one.textContent === label) || write).focus({ preventScroll: true });
          room.fill(told.typed, false);
        } catch { /* the next message asks again */ }
      }, 120);
    }

    // One part at a time where there is no room for all.
    function show(part) {
      layout.dataset.showing = part;
      for (const link of document.querySelectorAll(".views a")) {
        if (link.dataset.view === part) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }

    document.querySelector(".views").addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      show(link.dataset.view);
      if (link.dataset.view === "talk") scroll(latest(".theirs") || log);
    });

    document.addEventListener("click", (event) => {
      const copied = event.target.closest(".copy summary");
      if (copied) {
        event.preventDefault();
        const holder = copied.parentElement;
        navigator.clipboard?.writeText(holder.dataset.copy).then(() => say(words.copied), () => { holder.open = true; });
        if (!navigator.clipboard) holder.open = true;
        return;
      }
      const carries = event.target.closest("a.carries");
      if (carries) {
        event.preventDefault();
        copy(carries.href).then(() => say(words.copied), () => {});
        return;
      }
      const picture = event.target.closest('a.paper[download$=".png"]');
      if (picture && navigator.canShare && matchMedia("(pointer: coarse)").matches) {
        event.preventDefault();
        passOn(picture);
        return;
      }
      const pressed = event.target.closest('button[form="talk-form"]');
      if (!pressed) return;
      event.preventDefault();
      const group = pressed.closest(".choices");
      if (pressed.getAttribute("aria-disabled") || (group && group.querySelector(".bound[aria-disabled]"))) return;
      pressed.setAttribute("aria-disabled", "true");
      setTimeout(() => pressed.removeAttribute("aria-disabled"), 4000);
      send({ [pressed.name]: pressed.value }, pressed.textContent.trim());
    });

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = write.value.trim();
      if (!text) return;
      write.value = "";
      stored("draft", null);
      send({ text }, text);
      write.focus({ preventScroll: true });
    });
    document.getElementById("room-form").addEventListener("submit", (event) => {
      if (event.submitter?.name !== "use") return;
      event.preventDefault();
      const figures = Object.fromEntries(room.values());
      const label = (name) => document.querySelector(`label[for="f-${name}"]`).textContent;
      const told = Object.entries(figures).filter(([, value]) => value.trim()).map(([name, value]) => `${label(name)}: ${value}`);
      send({ ...figures, use: "yes" }, told.join("\n"));
      room.settled();
    });
    document.addEventListener("submit", async (event) => {
      if (!event.target.matches(".keep")) return;
      event.preventDefault();
      const body = new FormData(event.target, event.submitter);
      const answer = await fetch("/keep", { method: "POST", headers: headers(), body }).catch(() => null);
      if (!answer?.ok) say(words.refused, true);
      refresh();
    });
    write.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches) return;
      event.preventDefault();
      form.requestSubmit();
    });
    write.addEventListener("input", () => {
      stored("draft", write.value || null);
      if (!CSS.supports("field-sizing", "content")) { write.style.height = "auto"; write.style.height = `${write.scrollHeight + 2}px`; }
    });
    write.addEventListener("focus", () => setTimeout(() => scroll(latest(".message") || log), 250));

    function files(list) {
      const given = [...list];
      if (!given.length) return;
      if (given.some((file) => file.size > 20_000_000)) return say(words.too_large, true);
      const text = write.value.trim();
      write.value = "";
      stored("draft", null);
      send(text ? { text } : {}, text, given.slice(0, 5));
      if (navigator.onLine) say(words.sending);
    }
    picker.addEventListener("change", () => { files(picker.files); picker.value = ""; });
    write.addEventListener("paste", (event) => { if (event.clipboardData.files.length) { event.preventDefault(); files(event.clipboardData.files); } });
    const carries = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    addEventListener("dragover", (event) => { if (carries(event)) { event.preventDefault(); drop.hidden = false; } });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.hidden = true; });
    addEventListener("drop", (event) => {
      drop.hidden = true;
      if (!carries(event)) return;
      event.preventDefault();
      files(event.dataTransfer.files);
    });

    addEventListener("online", () => { wake(); });
    addEventListener("offline", () => online(false));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) {
        wake();
        if (known) refresh(); // the chat on Telegram may have gone on meanwhile
        return;
      }
      if (kind !== "app" || !changed || !visit) return;
      changed = false;
      navigator.sendBeacon("/app/leave", new URLSearchParams({ visit, message: fresh() }));
    });

    write.value = stored("draft") || "";
    for (const one of queue) pending(one);
    if (kind === "app") openApp();
    else begin();

    function begin() {
      brought();
      pump();
      listen();
      scroll(latest(".theirs") || log);
    }

    // Figures that a link brought along: they are in the part of the address that no browser tells a server.
    async function brought() {
      const code = location.hash.slice(1);
      if (!/^r\d+_/i.test(code)) return;
      history.replaceState(null, "", location.pathname);
      const told = await room.read(code.slice(0, 200)).catch(() => undefined);
      if (!told) return say(told === null ? words.room_unread : words.busy, true);
      room.fill(told, true);
      show("room");
      say(words.room_came);
    }
    addEventListener("hashchange", brought);

    async function openApp() {
      const told = new URLSearchParams(location.hash.slice(1));
      const given = told.get("tgWebAppData") || stored("init") || "";
      try {
        const theme = JSON.parse(told.get("tgWebAppThemeParams") || "{}").bg_color;
        if (/^#[0-9a-f]{6}$/i.test(theme || "")) {
          const [red, green, blue] = [1, 3, 5].map((at) => parseInt(theme.slice(at, at + 2), 16));
          root.dataset.theme = red * 0.3 + green * 0.59 + blue * 0.11 < 128 ? "dark" : "light";
        }
      } catch { /* the device's own choice stays */ }
      for (const event of ["web_app_ready", "web_app_expand"]) {
        if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(event, "{}");
        else if (parent !== window) parent.postMessage(JSON.stringify({ eventType: event, eventData: {} }), "https://web.telegram.org");
      }
      stored("init", given || null);
      history.replaceState(null, "", location.pathname + location.search);
      for (let tries = 0; ; tries++) {
        try {
          const answer = await fetch("/app/open", { method: "POST", headers: headers(), body: new URLSearchParams({ init_data: given }) });
          const answered = await answer.json();
          if (answer.ok) { visit = answered.visit; known = true; break; }
          if (answer.status !== 503 && answer.status !== 429) return say(answered.error || words.app_forged, true);
        } catch { online(false); }
        await sleep(Math.min(8000, 500 * 2 ** tries));
      }
      online(true);
      const view = new URLSearchParams(location.search).get("view");
      if (view === "room" || view === "case") show(view);
      pump();
      listen();
      refresh();
    }
  }
})();
