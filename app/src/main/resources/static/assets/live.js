// The web socket: follows topics, and after a break takes them up again from the last position seen.

const topics = new Map(); // topic → { after, onCommit }
let socket;
let wait = 250;
let caughtUp = false;
let tell = () => {};

export function onState(listener) {
  tell = listener;
}

/** Follows a topic from a position on; `onCommit` gets each commit once, in order. */
export function follow(topic, after, onCommit) {
  topics.set(topic, { after, onCommit });
  if (socket?.readyState === WebSocket.OPEN) subscribe(topic);
  else connect();
}

export function leave(topic) {
  if (topics.delete(topic) && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ unsubscribe: topic }));
}

function subscribe(topic) {
  socket.send(JSON.stringify({ subscribe: topic, after: topics.get(topic).after }));
}

function connect() {
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`);
  socket.onopen = () => {
    wait = 250;
    for (const topic of topics.keys()) subscribe(topic);
  };
  socket.onmessage = ({ data }) => hear(JSON.parse(data));
  socket.onclose = () => {
    caughtUp = false;
    tell("off", "connection lost, trying again …");
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, 8000);
  };
}

function hear(message) {
  const followed = topics.get(message.topic);
  if (!followed) return;
  if (message.type === "commit" && message.position > followed.after) {
    followed.after = message.position;
    if (caughtUp) tell("live", `live, seen up to ${message.position}`);
    followed.onCommit(message);
  } else if (message.type === "live") {
    followed.after = Math.max(followed.after, message.position);
    caughtUp = true;
    tell("live", `live, caught up to ${followed.after}`);
  } else if (message.type === "reset") {
    followed.after = message.position;
    subscribe(message.topic);
    dispatchEvent(new CustomEvent("reset", { detail: message }));
  }
}
