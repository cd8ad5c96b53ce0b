/**
 * UTF-8 bytes of text, lone surrogates as U+FFFD. Written out because the encoder of the platform belongs to neither the
 * language nor this package.
 */
export function utf8(text: string): Uint8Array {
  const clean = text.toWellFormed()
  const bytes = new Uint8Array(utf8Length(clean))
  let length = 0
  for (let i = 0; i < clean.length; i++) {
    let point = clean.charCodeAt(i)
    if (point < 0x80) {
      bytes[length++] = point
      continue
    }
    if (point >= 0xd800 && point <= 0xdbff) {
      i += 1
      point = 0x10000 + ((point - 0xd800) << 10) + (clean.charCodeAt(i) - 0xdc00)
    }
    if (point < 0x800) {
      bytes[length++] = 0xc0 | (point >> 6)
    } else {
      if (point < 0x10000) {
        bytes[length++] = 0xe0 | (point >> 12)
      } else {
        bytes[length++] = 0xf0 | (point >> 18)
        bytes[length++] = 0x80 | ((point >> 12) & 0x3f)
      }
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f)
    }
    bytes[length++] = 0x80 | (point & 0x3f)
  }
  return bytes
}

/** How many bytes the text takes in UTF-8, without writing them. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // A surrogate pair is two units and four bytes: one more for each half, as for every unit from U+0080 on.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}
