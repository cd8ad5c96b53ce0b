import type { SessionId } from '@flowstate/engine'
import { describe, expect, test } from 'vitest'
import type { Spotlit } from './gathering-store.ts'
import { type SpotlightScene, spotlightStep } from './spotlight-step.ts'

const id = (name: string) => name as SessionId
const asks = (name: string): SpotlightScene['asker'] => ({ sessionId: id(name), name })
const nobody: Spotlit = { asker: null, name: '', isLed: false, isDismissed: false }
const quiet: SpotlightScene = { asker: null, isBusy: false, following: null }

describe('somebody asks everybody to follow', () => {
  test('PR3 who is free is moved, once; what began with the asking ends with it', () => {
    const began = spotlightStep(nobody, { ...quiet, asker: asks('ann') })
    expect(began).toMatchObject({ lead: 'follow', spotlit: { asker: 'ann', isLed: true } })
    // They have looked elsewhere since: nothing moves them again.
    const same = spotlightStep(began.spotlit, { ...quiet, asker: asks('ann') })
    expect(same).toEqual({ lead: 'stay', spotlit: began.spotlit })
    expect(spotlightStep(began.spotlit, quiet).lead).toBe('stay')
    expect(spotlightStep(began.spotlit, { ...quiet, following: id('ann') })).toEqual({
      lead: 'release',
      spotlit: nobody,
    })
  })

  test('PR3 who is busy, or comes when it is going on, is offered it and not moved', () => {
    const busy = spotlightStep(nobody, { asker: asks('ann'), isBusy: true, following: null })
    expect(busy).toMatchObject({ lead: 'stay', spotlit: { asker: 'ann', isLed: false } })
    expect(spotlightStep(busy.spotlit, { ...quiet, asker: asks('ann') }).lead).toBe('stay')
    const late = spotlightStep(null, { ...quiet, asker: asks('ann') })
    expect(late).toMatchObject({ lead: 'stay', spotlit: { asker: 'ann', isLed: false } })
  })

  test('PR3 whom one followed before by oneself is followed on when the asking ends', () => {
    const scene = { ...quiet, following: id('ann') }
    const began = spotlightStep(nobody, { ...scene, asker: asks('ann') })
    expect(began.lead).toBe('stay')
    expect(spotlightStep(began.spotlit, scene).lead).toBe('stay')
  })

  test('PR3 the next one to ask takes over: the free follow, the busy are let go', () => {
    const { spotlit } = spotlightStep(nobody, { ...quiet, asker: asks('ann') })
    const next: SpotlightScene = { asker: asks('ben'), isBusy: false, following: id('ann') }
    expect(spotlightStep(spotlit, next)).toMatchObject({ lead: 'follow', spotlit: { asker: 'ben' } })
    const busy = spotlightStep(spotlit, { ...next, isBusy: true })
    expect(busy).toMatchObject({ lead: 'release', spotlit: { asker: 'ben', isLed: false } })
    const dismissed = { ...spotlit, isDismissed: true }
    expect(spotlightStep(dismissed, next).spotlit.isDismissed).toBe(false)
  })
})
