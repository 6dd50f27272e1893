// Decap's own server for files, for the process that started this one and for nobody else: it
// listens on this machine only, answers only who knows the key (so no page of another site that
// finds the port), and ends with the process that holds its standard input.
const express = require("express");
const { registerLocalFs } = require("decap-server/dist/middlewares");

const LIMIT = "400mb"; // photographs as the camera gives them, in base64
const key = process.env.DESK_KEY;

const app = express();
app.disable("x-powered-by");
app.use(
  (/** @type {any} */ request, /** @type {any} */ response, /** @type {() => void} */ next) => {
    if (key && request.get("X-Desk-Key") === key) next();
    else response.status(403).end();
  },
);
app.use(express.json({ limit: LIMIT }));

registerLocalFs(app, { logLevel: "error" }).then(() => {
  const server = app.listen(0, "127.0.0.1", () => {
    process.stdout.write(`${server.address().port}\n`);
    // What it logs holds whole photographs; nobody reads it.
    process.stdout.write = () => true;
  });
});
process.stdin.on("end", () => process.exit(0)).resume();
