// Socket.IO as its guide shows it: a room for each topic, one broadcast for each contact. Nothing is stored.
const { createServer } = require("node:http");
const { Server } = require("socket.io");

const http = createServer();
const io = new Server(http, { serveClient: false });
io.on("connection", (socket) => {
  socket.on("watch", (topic) => {
    socket.join(topic);
    socket.emit("live", topic);
  });
  socket.on("publish", (topic, contact) => io.to(topic).emit("commit", contact));
});
http.listen(0, "127.0.0.1", 4096, () => console.log(`listens at 127.0.0.1:${http.address().port}`));
require("./memory.js");
