import { useEffect, useRef, useState } from 'react'

const settleMs = 70
const pacedMs = 300

/** A version that is here sooner is just shown. */
const lateMs = 300

/** Whether something has gone on for so long that people wonder. */
export function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setLate(true), lateMs)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [isWaiting])
  return isLate
}

/** A value that follows another once it has rested a moment. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** A value that follows another, but not more often than people can read what hangs on it. */
export function usePaced(value: number): number {
  const [paced, setPaced] = useState(value)
  const newest = useRef(value)
  newest.current = value
  const isBehind = paced !== value
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it has followed it may be behind again
  useEffect(() => {
    if (!isBehind) return
    const timer = setTimeout(() => setPaced(newest.current), pacedMs)
    return () => clearTimeout(timer)
  }, [isBehind, paced])
  return paced
}
