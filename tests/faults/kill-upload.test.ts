import type { CanvasFile } from '@flowstate/engine'
import type { Asset } from '@flowstate/protocol'
import { craftPng, startFakeS3 } from '@flowstate/server/testing'
import { expect, test } from 'vitest'
import { startChild } from '../support/child-process.ts'
import { repositoryRoot } from '../support/repository-root.ts'
import { startServer } from '../support/server-process.ts'
import { makeTemporaryDirectory } from '../support/temporary-directory.ts'
import { bytesOf, pictureCalls } from './picture-calls.ts'
import { callApi, makeSharedCanvas } from './public-api.ts'

const secretKey = 'q8Zk3vXw1LrT6yUe9BnM2cHs5DfJ7gPa'

test('a server that is killed while S3 has the bytes and nobody the picture leaves no picture, and takes it again', async () => {
  const data = makeTemporaryDirectory('upload-data')
  const s3 = await startFakeS3()
  const env = { ...s3.env, SECRET_KEY: secretKey }
  const options = { dataDirectory: data.path, env }
  let server = await startServer(options)
  let output = ''
  try {
    const canvas = await makeSharedCanvas(server.url)
    const { canvasId, owner } = canvas
    const { upload, download } = pictureCalls(() => server.url, canvas)

    const [kept, torn] = [craftPng(50, 40), craftPng(60, 40, { noise: true })]
    const first: Asset = await (await upload(kept)).json()
    const reached = s3.fail(['PUT'], { kind: 'silence' })
    const cutOff = upload(torn).then(
      () => 'answered',
      () => 'cut off',
    )
    await reached
    server.kill('SIGKILL')
    expect(await cutOff).toBe('cut off')
    await server.exited
    expect(s3.objects.size).toBe(2)
    output += server.output()

    server = await startServer(options)
    expect(await bytesOf(await download(first.id))).toEqual(kept)
    const tornId = [...s3.objects.keys()].map((name) => name.slice(0, 64)).find((id) => id !== first.id) ?? ''
    expect((await download(tornId)).status).toBe(404)
    const again = await upload(torn)
    expect([again.status, (await again.json()).id]).toEqual([201, tornId])
    expect(await bytesOf(await download(tornId))).toEqual(torn)

    const shapes = [first.id, tornId].map((assetId, i) => ({
      kind: 'create',
      shape: { id: `picture-0${i}`, kind: 'image', position: [0, 0], size: [50, 40], assetId },
    }))
    const operation = { id: '0190a0b0-0000-7000-8000-0000000000aa', changes: shapes }
    const path = `/canvases/${canvasId}`
    await callApi(server.url, 'POST', `${path}/operations`, { token: owner.token, body: operation })
    const file = await callApi<CanvasFile>(server.url, 'GET', `${path}/export.json`, { token: owner.token })
    expect(file.assets?.[tornId]?.data).toBe(torn.toString('base64'))
    await server.stop()
    output += server.output()

    const command = [process.execPath, '--conditions=flowstate-source', 'packages/server/src/main.ts']
    const child = startChild([...command, 'export', canvasId, '--format', 'json', '--out', '-'], {
      env: { PATH: process.env.PATH, DATA_DIR: data.path, ...env },
      cwd: repositoryRoot,
    })
    expect((await child.exited).code).toBe(0)
    expect(child.output()).toContain(kept.toString('base64'))
    expect(output + child.output()).not.toContain(s3.settings.secretAccessKey)
  } finally {
    await server.stop()
    await s3.close()
    data.remove()
  }
})
