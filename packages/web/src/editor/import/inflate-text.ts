/** The text deflated bytes hold; null where they are damaged, or hold more than `bytesMax`. */
export async function inflatedText(bytes: Uint8Array, bytesMax: number): Promise<string | null> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  try {
    const reader = new Blob([bytes.slice()])
      .stream()
      .pipeThrough(new DecompressionStream('deflate'))
      .getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length
      if (length > bytesMax) {
        await reader.cancel()
        return null
      }
      parts.push(next.value)
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(await new Blob(parts).arrayBuffer())
  } catch {
    return null
  }
}
