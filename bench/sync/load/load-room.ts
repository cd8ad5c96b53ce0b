import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { LatencyHistogram } from './latency-histogram.ts'
import { operationKind } from './op-marker.ts'
import type { JoinFigures, LoadClient, Peer, ServerPlan } from './peer-contract.ts'
import { PeerProcess, unusedPort } from './peer-process.ts'

/** What is sent by one client: when each item left, and how far the acknowledgements have come. */
interface Sent {
  readonly atMs: Float64Array
  next: number
  acked: number
}

/** One server under test and a room full of clients, with the counters every scenario needs. */
export class LoadRoom {
  readonly peer: Peer
  readonly clients: LoadClient[] = []
  readonly errors: string[] = []
  readonly deliveryMs = new LatencyHistogram()
  readonly ackMs = new LatencyHistogram()
  delivered = 0
  acks = 0
  /** Only what was sent from here on, and before `recordedUntilMs`, is recorded. */
  recordedFromMs = Number.POSITIVE_INFINITY
  recordedUntilMs = Number.POSITIVE_INFINITY
  onAck: (client: number, count: number) => void = () => {}
  private readonly sent: Sent[] = []
  private readonly dataDirectory: string
  private port = 0
  private room = ''
  private plan: ServerPlan | undefined
  private process: PeerProcess | undefined

  constructor(peer: Peer) {
    this.peer = peer
    this.dataDirectory = mkdtempSync(join(tmpdir(), `bench-${peer.name}-`))
  }

  get server(): PeerProcess {
    if (this.process === undefined) throw new Error('the server is not started')
    return this.process
  }

  /** Starts the server; the first time it also makes the room. */
  async start(): Promise<void> {
    this.port = await unusedPort()
    this.plan = this.peer.serverPlan({ port: this.port, dataDirectory: this.dataDirectory })
    this.process = new PeerProcess(this.plan)
    await this.process.start()
    if (this.room === '') this.room = (await this.peer.prepareRoom?.(this.port)) ?? 'bench'
  }

  async newClient(index: number): Promise<LoadClient> {
    const client = this.peer.client({
      port: this.port,
      room: this.room,
      index,
      events: {
        onAck: (count) => this.acknowledge(index, count),
        onRemote: (kind, from, seq) => this.receive(index, kind, from, seq),
        onError: (error) => {
          if (this.errors.length < 20) this.errors.push(error.message)
        },
      },
    })
    await client.signIn?.()
    return client
  }

  /** Connects `count` clients, 20 at a time. */
  async connectClients(count: number, itemsMax: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      this.clients.push(await this.newClient(i))
      this.sent.push({ atMs: new Float64Array(itemsMax).fill(-1), next: 0, acked: 0 })
    }
    const joined: JoinFigures[] = []
    for (let i = 0; i < count; i += 20) {
      const group = this.clients.slice(i, i + 20)
      joined.push(...(await Promise.all(group.map((client) => client.connect()))))
    }
    await delay(300)
  }

  clientAt(index: number): LoadClient {
    const client = this.clients[index]
    if (client === undefined) throw new Error(`there is no client ${index}`)
    return client
  }

  /** Sends the next item of a client and notes when; answers its sequence number. */
  sendNext(client: number, frame: Buffer): number {
    const sent = this.sent[client]
    if (sent === undefined) throw new Error(`there is no client ${client}`)
    const seq = sent.next++
    sent.atMs[seq] = performance.now()
    this.clientAt(client).send(frame)
    return seq
  }

  private isRecorded(sentAtMs: number): boolean {
    return sentAtMs >= this.recordedFromMs && sentAtMs < this.recordedUntilMs
  }

  private receive(index: number, kind: number, from: number, seq: number): void {
    this.delivered += 1
    const sentAtMs = this.sent[from]?.atMs[seq] ?? -1
    if (this.isRecorded(sentAtMs)) this.deliveryMs.add(performance.now() - sentAtMs)
    const isStandIn = (from + 1) % this.clients.length === index
    if (this.peer.ack === 'peer-receipt' && kind === operationKind && isStandIn) this.acknowledge(from, 1)
  }

  private acknowledge(client: number, count: number): void {
    const sent = this.sent[client]
    if (sent === undefined) return
    const now = performance.now()
    for (let i = 0; i < count; i++) {
      const sentAtMs = sent.atMs[sent.acked++] ?? -1
      if (this.isRecorded(sentAtMs)) this.ackMs.add(now - sentAtMs)
    }
    this.acks += count
    this.onAck(client, count)
  }

  get bytesIn(): number {
    return this.clients.reduce((sum, client) => sum + client.bytesIn, 0)
  }

  get framesIn(): number {
    return this.clients.reduce((sum, client) => sum + client.framesIn, 0)
  }

  async end(): Promise<void> {
    for (const client of this.clients) client.close()
    await this.process?.kill()
    await this.plan?.cleanUp?.()
    rmSync(this.dataDirectory, { recursive: true, force: true })
  }
}
