import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Child, startChild } from '../support/child-process.ts'
import { makeSmallCheckout, type SmallCheckout } from './small-checkout.ts'

let checkout: SmallCheckout
let launched: Child[] = []
beforeEach(() => {
  checkout = makeSmallCheckout()
})
afterEach(async () => {
  for (const launcher of launched) launcher.kill('SIGTERM')
  await Promise.all(launched.map(({ exited }) => exited))
  launched = []
  checkout.remove()
})

async function launch(...parameters: string[]) {
  const command = [process.execPath, join(checkout.path, 'scripts', 'start.mjs'), ...parameters]
  const { PATH, HOME } = process.env
  const launcher = startChild(command, { env: { PATH, HOME, PORT: '4321' } })
  launched.push(launcher)
  await launcher.sawOutput('"parameters"')
  const line = launcher
    .output()
    .split('\n')
    .find((text) => text.startsWith('{'))
  const server: { port: string; parameters: string[] } = JSON.parse(line ?? '{}')
  return { launcher, server }
}

test('environment and arguments reach the server, and its exit code comes back', async () => {
  const { launcher, server } = await launch('--verbose', 'two words')
  expect(server.port).toBe('4321')
  expect(server.parameters).toEqual(['--verbose', 'two words'])
  launcher.kill('SIGTERM')
  expect(await launcher.exited).toEqual({ code: 7, signal: null })
  expect(launcher.output()).toContain('server got SIGTERM')
})

test('a launcher killed outright takes the server with it', async () => {
  const { launcher } = await launch()
  launcher.kill('SIGKILL')
  // The output closes with the last process that holds it: the server.
  await launcher.exited
  expect(launcher.output()).toContain('server got SIGTERM')
})

test('the app is built once, and again when its sources change', async () => {
  const builds = () => readFileSync(join(checkout.path, 'builds.log'), 'utf8').trim().split('\n').length
  const startAndStop = async () => {
    const { launcher } = await launch()
    launcher.kill('SIGTERM')
    await launcher.exited
  }
  await startAndStop()
  await startAndStop()
  expect(builds()).toBe(1)
  checkout.write('packages/web/src/app.ts', 'second')
  await startAndStop()
  expect(builds()).toBe(2)
  expect(readFileSync(join(checkout.path, 'packages/web/dist/index.html'), 'utf8')).toBe('second')
  checkout.write('packages/web/src/app.test.ts', 'a test is no input')
  await startAndStop()
  expect(builds()).toBe(2)
})
