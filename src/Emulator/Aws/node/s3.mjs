// What S3 has and fauxqs 2.4.1 lacks: write-once keys, objects of more than 11 MiB, and its tolerance of ranges.
import { S3Error } from "./node_modules/fauxqs/dist/common/errors.js";

const largest = 64 * 1024 * 1024;
const range = /^bytes=(\d*)-(\d*)$/;

/** Adds to the app what it lacks. */
export function completeS3(app, store) {
  app.removeContentTypeParser("*");
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: largest }, (_request, body, done) => done(null, body));
  // Not asynchronous: nothing may come between this look and the write.
  app.addHook("preHandler", (request, reply, done) => {
    const { bucket, "*": key } = request.params;
    const found = store.buckets.get(bucket)?.get(key);
    if (request.method === "PUT" && request.headers["if-none-match"] === "*" && found) {
      const refusal = new S3Error("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
      reply.status(refusal.statusCode).header("content-type", "application/xml").send(refusal.toXml());
      return;
    }
    if (request.method === "GET" && request.headers.range && found) {
      request.headers.range = usable(request.headers.range, found.contentLength);
    }
    done();
  });
}

// S3 ignores a range that it cannot read, and takes the whole object for a suffix that is longer.
function usable(header, length) {
  const [, first, last] = range.exec(header) ?? [];
  if (first === "") {
    return Number(last) > length ? "bytes=0-" : last && header;
  }
  return first && (last === "" || Number(first) <= Number(last)) ? header : undefined;
}
