import { type CommentCalls, createCommentCalls, type RestClient, RestError } from '@flowstate/client'
import { type Point, uuidv7 } from '@flowstate/engine'
import type { CommentAnchor, CommentThread, Person, ReplyBody, WholeThread } from '@flowstate/protocol'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Editor } from '../../editor/editor.ts'
import { afterFirstMoment } from '../../lib/after-first-moment.ts'
import { randomBytes } from '../../lib/random-id.ts'
import { type KnownComments, noComments, withList, withoutThread, withWhole } from './comment-threads.ts'
import { findLastPlace } from './find-last-place.ts'
import { createSeenThreads, type SeenThreads } from './seen-threads.ts'

/** The thread that is looked at, or one that is about to be begun. Its ids stay when sending it is tried again (CO2). */
export type OpenThread =
  | { readonly kind: 'thread'; readonly id: string }
  | {
      readonly kind: 'new'
      readonly id: string
      readonly messageId: string
      readonly anchor: CommentAnchor
      readonly version: number
    }

export interface DeskState extends KnownComments {
  readonly reading:
    | { readonly kind: 'waiting' | 'ready' }
    | { readonly kind: 'failed'; readonly detail: string }
  readonly open: OpenThread | null
  /** Whether the list is open, and what it shows. */
  readonly panel: boolean
  readonly resolved: boolean
  readonly seen: ReadonlyMap<string, string>
  /** Where threads were last whose shapes are gone. */
  readonly lastPlaces: ReadonlyMap<string, Point>
}

/** The comments of the canvas an editor shows: what is known of them, what is open, and the ways to change them. */
export interface CommentDesk {
  readonly store: StoreApi<DeskState>
  /** Throws RestError; answers with what it makes of the thread are taken in. */
  change(call: (calls: CommentCalls) => Promise<WholeThread>): Promise<void>
  /** Deletes a thread, or a message of it: the last one takes the thread along (CO4). */
  remove(
    threadId: string,
    call: (calls: CommentCalls) => Promise<void>,
    what: 'thread' | 'message',
  ): Promise<void>
  reload(): Promise<void>
  openThread(threadId: string): void
  begin(anchor: CommentAnchor): void
  close(): void
  /** What was being written where a thread was closed: it is there when one is opened again. */
  draft(open: OpenThread): string
  keepDraft(open: OpenThread, text: string): void
  newMessageId(): string
  /** Says something under an id that stays when sending it is tried again, with words that may have changed since. */
  say(open: OpenThread, message: ReplyBody): Promise<void>
  markSeen(thread: CommentThread): void
  /** Keeps where a thread is, for when its shape is deleted. */
  remember(threadId: string, point: Point): void
  /** Asks the history where a thread was whose shape was gone before anybody here saw it. */
  lookUp(thread: CommentThread): void
  /** Listens to the canvas; returns how to stop. */
  attach(): () => void
}

const pageItems = 200
const newUuid = () => uuidv7(Date.now(), randomBytes(16))

function createCommentDesk(editor: Editor, rest: RestClient): CommentDesk {
  const { port } = editor
  const store = createStore<DeskState>()(() => ({
    ...noComments,
    reading: { kind: 'waiting' },
    open: null,
    panel: false,
    resolved: false,
    seen: new Map(),
    lastPlaces: new Map(),
  }))
  const drafts = new Map<string, string>()
  /** A comment that was given up is gone on with wherever the next one is begun. */
  const draftKey = ({ kind, id }: OpenThread): string => (kind === 'new' ? kind : id)
  const lookedUp = new Set<string>()
  const lastPoints = new Map<string, Point>()
  /** What frames and own changes were about since the list was asked for last. */
  let heard = new Set<string>()
  let readings = 0
  let canvas: { readonly id: string; readonly calls: CommentCalls; readonly seen: SeenThreads } | null = null

  const onServer = () => {
    const { canvasId } = editor.images
    if (canvas === null && canvasId !== null) {
      canvas = { id: canvasId, calls: createCommentCalls(rest, canvasId), seen: createSeenThreads(canvasId) }
      store.setState({ seen: canvas.seen.read() })
    }
    return canvas
  }
  const put = (whole: WholeThread): void => {
    heard.add(whole.thread.id)
    store.setState((state) => ({
      ...withWhole(state, whole),
      // One that has just been begun is a thread like others now.
      ...(state.open?.id === whole.thread.id ? { open: { kind: 'thread', id: whole.thread.id } } : {}),
    }))
  }
  const drop = (threadId: string): void => {
    heard.add(threadId)
    store.setState((state) => ({
      ...withoutThread(state, threadId),
      open: state.open?.id === threadId && state.open.kind === 'thread' ? null : state.open,
    }))
  }
  const refresh = async (threadId: string): Promise<void> => {
    try {
      const whole = await onServer()?.calls.read(threadId)
      if (whole !== undefined) put(whole)
    } catch (error) {
      // What could not be read now is read with the list when the connection is back.
      if (error instanceof RestError && error.status === 404) drop(threadId)
    }
  }
  const readAll = async (calls: CommentCalls) => {
    const threads: CommentThread[] = []
    const people: Person[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await calls.list({ limit: pageItems, ...(cursor === '' ? {} : { cursor }) })
      threads.push(...page.items)
      people.push(...page.people)
      cursor = page.nextCursor
    }
    return { threads, people }
  }
  const reload = async (): Promise<void> => {
    const server = onServer()
    if (server === null) return
    const mine = ++readings
    heard = new Set()
    try {
      const list = await readAll(server.calls)
      if (mine !== readings) return
      store.setState((state) => ({ ...withList(state, list, heard), reading: { kind: 'ready' } }))
      const { open, messages, threads } = store.getState()
      if (open?.kind !== 'thread') return
      if (!threads.has(open.id)) drop(open.id)
      else if (!messages.has(open.id)) void refresh(open.id)
    } catch (error) {
      if (mine !== readings) return
      const detail = error instanceof Error ? error.message : String(error)
      store.setState({ reading: { kind: 'failed', detail } })
    }
  }

  return {
    store,
    async change(call) {
      const server = onServer()
      if (server !== null) put(await call(server.calls))
    },
    async remove(threadId, call, what) {
      const server = onServer()
      if (server === null) return
      const isLast = what === 'thread' || store.getState().threads.get(threadId)?.messageCount === 1
      await call(server.calls)
      if (isLast) drop(threadId)
      else await refresh(threadId)
    },
    reload,
    openThread(threadId) {
      store.setState({ open: { kind: 'thread', id: threadId } })
      if (!store.getState().messages.has(threadId)) void refresh(threadId)
    },
    begin(anchor) {
      const ids = { id: newUuid(), messageId: newUuid() }
      store.setState({ open: { kind: 'new', ...ids, anchor, version: port.version() } })
    },
    close: () => store.setState({ open: null }),
    draft: (open) => drafts.get(draftKey(open)) ?? '',
    keepDraft: (open, text) => void drafts.set(draftKey(open), text),
    newMessageId: newUuid,
    async say(open, message) {
      const { calls } = onServer() ?? {}
      if (calls === undefined) return
      const isFirst = open.kind === 'new' && !store.getState().threads.has(open.id)
      const words = isFirst ? { id: open.messageId, text: message.text } : message
      const whole = await (isFirst
        ? calls.begin({ id: open.id, anchor: open.anchor, version: open.version, message: words })
        : calls.reply(open.id, words))
      const stored = whole.messages.find(({ id }) => id === words.id)
      const isSame = stored === undefined || stored.text === words.text
      put(isSame ? whole : await calls.edit(open.id, words))
    },
    markSeen(thread) {
      const server = onServer()
      if (server === null || store.getState().seen.get(thread.id) === thread.lastAt) return
      store.setState({ seen: server.seen.mark(thread.id, thread.lastAt) })
    },
    remember(threadId, point) {
      lastPoints.set(threadId, point)
      lookedUp.delete(threadId)
    },
    lookUp(thread) {
      const server = onServer()
      if (server === null || lookedUp.has(thread.id)) return
      lookedUp.add(thread.id)
      const keep = (point: Point) =>
        store.setState(({ lastPlaces }) => ({ lastPlaces: new Map([...lastPlaces, [thread.id, point]]) }))
      const seenHere = lastPoints.get(thread.id)
      if (seenHere !== undefined) keep(seenHere)
      else
        findLastPlace(rest, editor, { canvasId: server.id, anchor: thread.anchor }).then(
          (point) => point !== null && keep(point),
          // It stays where it was put.
          () => undefined,
        )
    },
    attach() {
      let isLive = false
      let callOff = () => {}
      const look = (): void => {
        const { name } = port.status().connection
        const wasLive = isLive
        isLive = name === 'live' || name === 'paused'
        // The canvas that has come with the connection is painted first.
        if (isLive && !wasLive) callOff = afterFirstMoment(() => void reload())
      }
      const stop = port.subscribe({
        status: look,
        comment: ({ threadId, gone }) => (gone ? drop(threadId) : void refresh(threadId)),
        comments: () => void reload(),
      })
      look()
      return () => {
        callOff()
        stop()
      }
    },
  }
}

const desks = new WeakMap<Editor, CommentDesk>()

/** The one desk of an editor: the button, the pins and the list share it. */
export function commentDeskOf(editor: Editor, rest: RestClient): CommentDesk {
  const desk = desks.get(editor) ?? createCommentDesk(editor, rest)
  desks.set(editor, desk)
  return desk
}
