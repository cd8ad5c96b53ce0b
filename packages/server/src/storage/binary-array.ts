/** Object ids of PostgreSQL's built-in types. */
const elementTypes = { bytea: 17, int8: 20, int4: 23, text: 25, uuid: 2950 } as const

/**
 * An array parameter in PostgreSQL's binary form (array_recv). As text an array of documents is escaped here and parsed
 * there, character by character; in this form both sides copy bytes.
 */
function binaryArray(type: keyof typeof elementTypes, elements: readonly Uint8Array[]): Buffer {
  const dimensions = elements.length === 0 ? 0 : 1
  let length = 12 + dimensions * 8
  for (const element of elements) length += 4 + element.length
  const bytes = Buffer.allocUnsafe(length)
  bytes.writeInt32BE(dimensions, 0)
  bytes.writeInt32BE(0, 4)
  bytes.writeInt32BE(elementTypes[type], 8)
  if (dimensions === 0) return bytes
  bytes.writeInt32BE(elements.length, 12)
  bytes.writeInt32BE(1, 16)
  let at = 20
  for (const element of elements) {
    bytes.writeInt32BE(element.length, at)
    bytes.set(element, at + 4)
    at += 4 + element.length
  }
  return bytes
}

/** For a parameter `$n::bytea[]`. */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  return binaryArray('bytea', values)
}

/** For a parameter `$n::text[]`. Strings hold no NUL (OP7). */
export function textArray(values: readonly string[]): Buffer {
  return binaryArray(
    'text',
    values.map((value) => Buffer.from(value, 'utf8')),
  )
}

/** For a parameter `$n::uuid[]`. */
export function uuidArray(values: readonly string[]): Buffer {
  return binaryArray(
    'uuid',
    values.map((value) => Buffer.from(value.replaceAll('-', ''), 'hex')),
  )
}

/** For a parameter `$n::int4[]`. */
export function int4Array(values: readonly number[]): Buffer {
  return binaryArray(
    'int4',
    values.map((value) => {
      const element = Buffer.allocUnsafe(4)
      element.writeInt32BE(value, 0)
      return element
    }),
  )
}

/** For a parameter `$n::int8[]`. */
export function int8Array(values: readonly number[]): Buffer {
  return binaryArray(
    'int8',
    values.map((value) => {
      const element = Buffer.allocUnsafe(8)
      element.writeBigInt64BE(BigInt(value), 0)
      return element
    }),
  )
}
