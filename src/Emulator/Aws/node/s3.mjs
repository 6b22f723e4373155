// S3 features missing from fauxqs 2.4.1: conditional writes, objects over 11 MiB, and tolerance of invalid ranges.
import { S3Error } from "./node_modules/fauxqs/dist/common/errors.js";

const largest = 64 * 1024 * 1024;
const range = /^bytes=(\d*)-(\d*)$/;

/** Adds the missing features to the app. */
export function completeS3(app, store) {
  app.removeContentTypeParser("*");
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: largest }, (_request, body, done) => done(null, body));
  // Not asynchronous: nothing can happen between this check and the write.
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

// S3 ignores an invalid range, and returns the whole object for a suffix that is longer than the object.
function usable(header, length) {
  const [, first, last] = range.exec(header) ?? [];
  if (first === "") {
    return Number(last) > length ? "bytes=0-" : last && header;
  }
  return first && (last === "" || Number(first) <= Number(last)) ? header : undefined;
}
