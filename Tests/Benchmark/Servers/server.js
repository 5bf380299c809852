// The same answer from Node's own HTTP server: node server.js SOCKET TOKEN BODY
// It checks the token and names each answer, as Vigilo does, so that both send the same bytes.
const crypto = require("crypto");
const http = require("http");

const [socket, token, body] = process.argv.slice(2);
const wanted = `Bearer ${token}`;
http.createServer((request, response) => {
    const known = request.headers.authorization === wanted;
    response.writeHead(known ? 200 : 401, {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
        "X-Request-Id": crypto.randomUUID(),
    });
    response.end(body);
}).listen(socket, () => console.log("ready"));
