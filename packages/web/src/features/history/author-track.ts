import type { HistoryEntry, Person } from '@flowstate/protocol'

/** A stretch of the timeline that is mostly one person's. */
export interface TrackPiece {
  /** Versions, inclusive. */
  readonly from: number
  readonly to: number
  readonly colour: string
}

const piecesMax = 240
const nobodysColour = '#8a919e'

/** Divides the versions into equal pieces and gives each the colour of whoever did most in it. */
export function authorTrack(
  entries: readonly HistoryEntry[],
  people: ReadonlyMap<string, Person>,
): readonly TrackPiece[] {
  const first = entries[0]
  const last = entries[entries.length - 1]
  if (first === undefined || last === undefined) return []
  const count = last.version - first.version + 1
  const pieces = Math.min(piecesMax, count)
  const counts = Array.from({ length: pieces }, () => new Map<string, number>())
  for (const entry of entries) {
    const index = Math.min(pieces - 1, Math.floor(((entry.version - first.version) * pieces) / count))
    const author = entry.userId ?? ''
    const piece = counts[index]
    piece?.set(author, (piece.get(author) ?? 0) + 1)
  }
  return counts.map((piece, i) => {
    const [author] = [...piece].sort((a, b) => b[1] - a[1])[0] ?? ['']
    return {
      from: first.version + Math.floor((i * count) / pieces),
      to: first.version + Math.floor(((i + 1) * count) / pieces) - 1,
      colour: people.get(author)?.color ?? nobodysColour,
    }
  })
}

/** The track as a CSS gradient with hard edges. */
export function trackGradient(track: readonly TrackPiece[]): string {
  const stops = track.map(({ colour }, i) => {
    const from = ((i / track.length) * 100).toFixed(3)
    const to = (((i + 1) / track.length) * 100).toFixed(3)
    return `${colour} ${from}% ${to}%`
  })
  return stops.length === 0 ? 'none' : `linear-gradient(to right, ${stops.join(', ')})`
}
