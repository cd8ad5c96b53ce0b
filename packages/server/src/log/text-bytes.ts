import type { TextBytes } from '@flowstate/engine'

/** UTF-8 by way of the platform's buffers. */
export const textBytes: TextBytes = {
  read: (bytes, from, to) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8', from, to),
  write: (text) => Buffer.from(text),
}
