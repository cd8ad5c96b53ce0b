import { workerData } from 'node:worker_threads'
import type { WatchdogOrders } from './watchdog.ts'

const { parentPid, deadlineMs }: WatchdogOrders = workerData
const lookIntervalMs = 500

setInterval(() => {
  if (process.ppid !== parentPid || Date.now() > deadlineMs) process.kill(process.pid, 'SIGKILL')
}, lookIntervalMs)
