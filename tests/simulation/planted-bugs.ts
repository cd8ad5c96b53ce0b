/** A change of one source text: the simulator must notice what it breaks. */
export interface SourceEdit {
  /** End of the file's path. */
  readonly file: string
  readonly find: string
  readonly replace: string
}

const log = 'packages/server/src/log'
const realtime = 'packages/server/src/realtime'
const client = 'packages/client/src'

/**
 * Bugs the simulator is tested with. They exist only while a run is asked for one of them by name: the text of a module is
 * changed as it is loaded, so that the product needs no switch. An edit that no longer fits its file fails loudly.
 */
export const plantedBugs: { readonly [name: string]: readonly SourceEdit[] } = {
  'no id dedupe': [
    {
      file: `${log}/judge-request.ts`,
      find: 'const decision = draft.decisions.get(prepared.id) ?? context.decisionOf(prepared.id)',
      replace: 'const decision = undefined',
    },
    {
      file: `${log}/testing/memory-log-store.ts`,
      find: 'if (ids.has(id) || canvas.rowsById.has(id) || canvas.answers.has(id))',
      replace: "if (ids.has(id + '?'))",
    },
  ],
  'no seq': [
    {
      file: `${log}/sequence-rules.ts`,
      find: 'if (sender === undefined)',
      replace: 'if (sender !== null)',
    },
  ],
  // Either side alone would still notice the hole.
  'no gap check': [
    {
      file: `${client}/sync-rows.ts`,
      find: 'if (row.version > due) {',
      replace: 'if (row.version < 0) {',
    },
    {
      file: `${realtime}/room-broadcast.ts`,
      find: 'if (row.version > due) {',
      replace: 'if (row.version < 0) {',
    },
  ],
  'no head poll': [
    {
      file: `${realtime}/room-registry.ts`,
      find: 'if (served.length === 0) return',
      replace: 'if (served.length >= 0) return',
    },
  ],
  'pending dropped early': [
    {
      file: `${client}/open-canvas-client.ts`,
      find: 'connection.send(effect.message)',
      replace:
        "connection.send(effect.message); if (effect.message.type === 'operation') store.drop(effect.message.operation.id)",
    },
  ],
  'outbox emptied on send': [
    {
      file: `${client}/open-canvas-client.ts`,
      find: 'connection.send(effect.message)',
      replace:
        "connection.send(effect.message); if (effect.message.type === 'operation') void outbox.remove(effect.message.operation.id)",
    },
  ],
  'undo by plain inverse': [
    {
      file: 'packages/server/src/history/judge-planned.ts',
      find: 'import {',
      replace: `import { invert, replay } from '@flowstate/engine'
function* planPlainInverse({ state, userId }) {
  const answer = yield { need: 'user_rows', userId, before: state.version + 1, limit: 1 }
  const [row] = answer.rows
  if (row === undefined || row.kind !== 'edit') return { kind: 'nothing', reason: 'nothing_left' }
  const whole = yield { need: 'rows', versions: [row.version] }
  const before = yield { need: 'state', version: row.version - 1 }
  return { kind: 'commit', changes: invert(before.state, whole.rows[0].changes), skipped: [], undoOf: [row.version] }
}
import {`,
    },
    {
      file: 'packages/server/src/history/judge-planned.ts',
      find: 'planUndo(input)',
      replace: 'planPlainInverse(input)',
    },
  ],
  'role read once': [
    {
      file: `${log}/live-canvas.ts`,
      find: 'if (head.accessNo !== this.head.accessNo) this.roles.clear()',
      replace: '',
    },
  ],
  'answer before commit': [
    {
      file: `${log}/commit-cycle.ts`,
      find: 'return { result: await store.commit(judged.draft.toBatch()), judged }',
      replace:
        'const result = store.commit(judged.draft.toBatch()); for (const [i, outcome] of judged.outcomes.entries()) group[i]?.settle(outcome); return { result: await result, judged }',
    },
  ],
  'lost swap taken for success': [
    {
      file: `${log}/commit-cycle.ts`,
      find: "case 'lost':\n          lost += 1\n          await canvas.catchUp()\n          break",
      replace:
        "case 'lost':\n          await canvas.catchUp()\n          return finish(group, judged, false)",
    },
  ],
  'refusal leaves its seq': [
    {
      file: `${log}/judge-request.ts`,
      find: '  spend(draft, prepared.sender, author)\n  draft.decisions',
      replace: "  if (outcome.kind !== 'refused') spend(draft, prepared.sender, author)\n  draft.decisions",
    },
  ],
  'head kept after an unknown outcome': [
    {
      file: `${log}/commit-cycle.ts`,
      find: 'canvas.isUncertain = true',
      replace: 'canvas.adopt(new CommitDraft(canvas.head, canvas.state, draftDeps))',
    },
  ],
  'time taken from the clock alone': [
    {
      file: `${log}/commit-draft.ts`,
      find: 'Math.max(head.createdAtMs, deps.clock.now())',
      replace: 'deps.clock.now()',
    },
  ],
  // A client that shows parts as they come.
  'half a set shown': [
    {
      file: `${client}/sync-rows.ts`,
      find: 'if (row.part && row.part[0] < row.part[1]) continue',
      replace: '',
    },
  ],
  'one part undone for the set': [
    {
      file: 'packages/engine/src/history/row-activity.ts',
      find: 'if (part < 1 ||',
      replace: 'if (part !== 0 ||',
    },
  ],
  'a snapshot dated ahead': [
    {
      file: `${log}/log-keeper.ts`,
      find: 'const version = state.version',
      replace: 'const version = state.version + 1',
    },
  ],
  'the end of a set lost': [
    {
      file: 'packages/server/src/history/judge-planned.ts',
      find: 'return parts.map((changes, i) => {',
      replace: 'return (parts.length > 3 ? parts.slice(0, -1) : parts).map((changes, i) => {',
    },
  ],
  'rows sent without another look at rights': [
    {
      file: `${realtime}/session-access.ts`,
      find: 'const isFresh = () => !expired && readAt >= deps.accessNo()',
      replace: 'const isFresh = () => true',
    },
  ],
  'once in the trash, always in the trash': [
    {
      file: `${realtime}/room-registry.ts`,
      find: 'await room.log.refresh()\n        if (room.log.head.trashed)',
      replace: 'if (room.log.head.trashed)',
    },
  ],
  'text not transformed': [
    {
      file: 'packages/engine/src/text-since.ts',
      find: 'const transformed = transformThrough(delta, over)',
      replace: 'const transformed = { delta, over }',
    },
  ],
  'undo leaves deleted letters away': [
    {
      file: 'packages/engine/src/history/text-timeline.ts',
      find: '!off.has(insertedBy) && deletedBy.every((version) => off.has(version))',
      replace: '!off.has(insertedBy) && deletedBy.length === 0',
    },
  ],
  'letters dropped at a conflict': [
    {
      file: `${client}/typing-session.ts`,
      find: 'mine: composeDeltas(layers.sent, layers.mine) }',
      replace: 'mine: layers.mine }',
    },
  ],
  'letters sent again before they are answered': [
    {
      file: `${client}/typing-session.ts`,
      find: 'layers = withSent(layers)',
      replace: 'layers = { ...layers }',
    },
  ],
  'what a closed tab left is not taken over': [
    {
      file: `${client}/left-queues.ts`,
      find: 'if (left !== null && run === mine) isAdopted = await adopt(left)',
      replace: '',
    },
  ],
  'what a closed tab left keeps its seqs': [
    {
      file: `${client}/sync-queue.ts`,
      find: 'seq: state.nextSeq + i }))',
      replace: 'seq: entry.seq + 0 * i }))',
    },
  ],
  'a row of another client id spends the seq': [
    {
      file: `${client}/sync-rows.ts`,
      find: 'row.clientId === state.clientId ? withoutAnswered : withoutEntry',
      replace: 'withoutAnswered',
    },
  ],
}

/** Where to begin looking for the bugs that few seeds catch; from there on the search goes as far as for the others. */
export const likelySeeds: { readonly [name: string]: number } = {
  'no head poll': 119,
  'undo by plain inverse': 64,
  'role read once': 33,
  'head kept after an unknown outcome': 38,
  'half a set shown': 95,
  'one part undone for the set': 30,
  'the end of a set lost': 30,
  'a row of another client id spends the seq': 33,
}
