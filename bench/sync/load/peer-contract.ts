/**
 * What the scenarios and the servers under test agree on. To add a server, write a `Peer` and name it in peer-list.ts.
 */

/** One operation on a shape. Each peer puts it into its own wire format. */
export interface LoadOperation {
  readonly kind: 'create' | 'move'
  /** Stable from run to run, e.g. "s0003_000017". */
  readonly shape: string
  readonly x: number
  readonly y: number
  /** 20 ASCII characters that travel, unescaped, inside the operation, so that receivers find it by its bytes. */
  readonly marker: string
}

export interface LoadCursor {
  readonly x: number
  readonly y: number
  readonly marker: string
}

/**
 * How an author learns that its operation is done: a message of its own, the operation coming back in the stream, or not
 * at all, in which case receipt at the next client stands in for it.
 */
export type AckKind = 'server-ack' | 'self-echo' | 'peer-receipt'

export interface JoinFigures {
  /** From the start of the connection to the last byte of the state. */
  readonly wireMs: number
  /** The same until the state is decoded. */
  readonly readyMs: number
  /** Received on the TCP socket until then. */
  readonly bytes: number
  /** Shapes in the decoded state; -1 when it was not decoded. */
  readonly shapes: number
}

export interface LoadEvents {
  /** The next `count` operations of this client, in the order they were sent, are done. */
  onAck(count: number): void
  onRemote(kind: number, from: number, seq: number): void
  onError(error: Error): void
}

export interface LoadClientOptions {
  readonly port: number
  /** What `prepareRoom` answered. */
  readonly room: string
  readonly index: number
  readonly events: LoadEvents
}

export interface LoadClient {
  /** Signs in where a server wants that. Not part of the time a join takes. */
  signIn?(): Promise<void>
  connect(options?: { readonly decode?: boolean }): Promise<JoinFigures>
  /** Ready-to-write bytes; made outside the measured window where possible. */
  encodeOperation(operation: LoadOperation): Buffer
  /** One message with several operations, to fill rooms quickly. */
  encodeBatch(operations: readonly LoadOperation[]): Buffer
  encodeCursor(cursor: LoadCursor): Buffer
  send(frame: Buffer): void
  close(): void
  readonly bytesIn: number
  readonly framesIn: number
}

export interface ServerPlan {
  /** The parameters of node. */
  readonly parameters: readonly string[]
  readonly workingDirectory?: string
  readonly env?: Readonly<Record<string, string>>
  /** What it prints when it listens, or an address that then answers 200. */
  readonly ready: { readonly text: string } | { readonly url: string }
  /** Other processes whose CPU time counts as the server's, such as its database. */
  readonly extraPids?: () => readonly number[]
  readonly prepare?: () => Promise<void>
  readonly cleanUp?: () => Promise<void>
}

export interface Peer {
  readonly name: string
  readonly ack: AckKind
  /** False for relays, which have no state to join. */
  readonly keepsState: boolean
  readonly persistent: boolean
  serverPlan(place: { readonly port: number; readonly dataDirectory: string }): ServerPlan
  /** Makes a room on a running server and answers what clients need to join it. */
  prepareRoom?(port: number): Promise<string>
  client(options: LoadClientOptions): LoadClient
}
