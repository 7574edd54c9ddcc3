// A bare broadcast: one send for each socket of the topic. Nothing is stored.
const { createServer } = require("node:http");
const { WebSocketServer } = require("ws");

const topics = new Map();
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
server.on("connection", (socket) => {
  socket.on("message", (message) => {
    const text = message.toString();
    const [verb, topic] = text.split(" ", 2);
    if (verb === "watch") {
      if (!topics.has(topic)) {
        topics.set(topic, new Set());
      }
      topics.get(topic).add(socket);
      socket.on("close", () => topics.get(topic).delete(socket));
      socket.send(`live ${topic}`);
    } else {
      const contact = text.substring(verb.length + topic.length + 2);
      for (const watcher of topics.get(topic) ?? []) {
        watcher.send(contact);
      }
    }
  });
});
http.listen(0, "127.0.0.1", 4096, () => console.log(`listens at 127.0.0.1:${http.address().port}`));
require("./memory.js");
