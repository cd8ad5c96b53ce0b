import { useEffect, useState } from 'react'

const everyMs = 30_000

/** The time, as fresh as "5 minutes ago" needs it. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
