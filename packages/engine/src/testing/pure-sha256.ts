/** SHA-256 (FIPS 180-4) without a platform, so that the engine's tests run where the engine runs. */

function firstPrimes(count: number): readonly number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return primes
}

function fractionBits(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0
}

const roundConstants = firstPrimes(64).map((prime) => fractionBits(Math.cbrt(prime)))
const startState = firstPrimes(8).map((prime) => fractionBits(Math.sqrt(prime)))

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

function padded(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / 64) * 64
  const view = new DataView(new ArrayBuffer(length))
  for (const [position, byte] of bytes.entries()) view.setUint8(position, byte)
  view.setUint8(bytes.length, 0x80)
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(length - 4, (bytes.length * 8) >>> 0)
  return view
}

function schedule(view: DataView, offset: number): Int32Array {
  const words = new Int32Array(64)
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(offset + 4 * i)
  for (let i = 16; i < 64; i++) {
    const early = words[i - 15] as number
    const late = words[i - 2] as number
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    words[i] = ((words[i - 16] as number) + sigma0 + (words[i - 7] as number) + sigma1) | 0
  }
  return words
}

function at(state: Int32Array, position: number): number {
  return state[position] as number
}

function compress(state: Int32Array, words: Int32Array): void {
  const work = state.slice()
  for (let i = 0; i < 64; i++) {
    const a = at(work, 0)
    const e = at(work, 4)
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const choice = (e & at(work, 5)) ^ (~e & at(work, 6))
    const first = (at(work, 7) + sum1 + choice + (roundConstants[i] as number) + at(words, i)) | 0
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const majority = (a & at(work, 1)) ^ (a & at(work, 2)) ^ (at(work, 1) & at(work, 2))
    work.copyWithin(1, 0, 7)
    work[4] = at(work, 4) + first
    work[0] = first + sum0 + majority
  }
  for (let i = 0; i < 8; i++) state[i] = at(state, i) + at(work, i)
}

export function pureSha256(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes)
  const state = new Int32Array(startState)
  for (let offset = 0; offset < view.byteLength; offset += 64) compress(state, schedule(view, offset))
  const digest = new DataView(new ArrayBuffer(32))
  for (let i = 0; i < 8; i++) digest.setInt32(4 * i, at(state, i))
  return new Uint8Array(digest.buffer)
}
