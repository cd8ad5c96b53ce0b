import { useEffect, useState } from 'react'
import { afterFirstMoment } from './after-first-moment.ts'

/** Whether the first moment is over: what nobody can ask for so early is loaded then, and out of the way of what is drawn. */
export function useFirstMomentOver(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => afterFirstMoment(() => setOver(true)), [])
  return over
}
