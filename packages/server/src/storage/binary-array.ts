/** Object ids of PostgreSQL's built-in types. */
const elementTypes = { bytea: 17, int8: 20, int4: 23, text: 25, uuid: 2950 } as const

/** How elements of one type are measured and written in place. */
interface ElementForm<Value> {
  readonly oid: number
  bytesOf(value: Value): number
  write(target: Buffer, value: Value, at: number): void
}

/**
 * An array parameter in PostgreSQL's binary form (array_recv). As text an array of documents is escaped here and parsed
 * there, character by character; in this form both sides copy bytes, here straight into the one buffer that is sent.
 */
function binaryArray<Value>(form: ElementForm<Value>, values: readonly Value[]): Buffer {
  const dimensions = values.length === 0 ? 0 : 1
  const lengths = values.map(form.bytesOf)
  let length = 12 + dimensions * 8
  for (const elementBytes of lengths) length += 4 + elementBytes
  const bytes = Buffer.allocUnsafe(length)
  bytes.writeInt32BE(dimensions, 0)
  bytes.writeInt32BE(0, 4)
  bytes.writeInt32BE(form.oid, 8)
  if (dimensions === 0) return bytes
  bytes.writeInt32BE(values.length, 12)
  bytes.writeInt32BE(1, 16)
  let at = 20
  for (let i = 0; i < values.length; i++) {
    const elementBytes = lengths[i] as number
    bytes.writeInt32BE(elementBytes, at)
    form.write(bytes, values[i] as Value, at + 4)
    at += 4 + elementBytes
  }
  return bytes
}

const bytea: ElementForm<Uint8Array> = {
  oid: elementTypes.bytea,
  bytesOf: (value) => value.length,
  write: (target, value, at) => target.set(value, at),
}

const text: ElementForm<string> = {
  oid: elementTypes.text,
  bytesOf: (value) => Buffer.byteLength(value),
  write: (target, value, at) => target.write(value, at),
}

const uuid: ElementForm<string> = {
  oid: elementTypes.uuid,
  bytesOf: () => 16,
  write: (target, value, at) => target.write(value.replaceAll('-', ''), at, 'hex'),
}

const int4: ElementForm<number> = {
  oid: elementTypes.int4,
  bytesOf: () => 4,
  write: (target, value, at) => target.writeInt32BE(value, at),
}

const int8: ElementForm<number> = {
  oid: elementTypes.int8,
  bytesOf: () => 8,
  write: (target, value, at) => target.writeBigInt64BE(BigInt(value), at),
}

/** For a parameter `$n::bytea[]`. */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  return binaryArray(bytea, values)
}

/** For a parameter `$n::text[]`. Strings hold no NUL (OP7). */
export function textArray(values: readonly string[]): Buffer {
  return binaryArray(text, values)
}

/** For a parameter `$n::uuid[]`. */
export function uuidArray(values: readonly string[]): Buffer {
  return binaryArray(uuid, values)
}

/** For a parameter `$n::int4[]`. */
export function int4Array(values: readonly number[]): Buffer {
  return binaryArray(int4, values)
}

/** For a parameter `$n::int8[]`. */
export function int8Array(values: readonly number[]): Buffer {
  return binaryArray(int8, values)
}
