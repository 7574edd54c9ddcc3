// Answers each line of its input with the bytes that are in use after a collection (node --expose-gc).
require("node:readline")
  .createInterface({ input: process.stdin })
  .on("line", () => {
    global.gc();
    console.log(`uses ${process.memoryUsage().heapUsed} bytes`);
  });
