import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bucketAddress } from './assets/s3-settings.ts'
import { ownSecretKey, weakSecretReason } from './auth/secret-key.ts'
import { limitVariable, readConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import { showConfig } from './show-config.ts'

const folder = mkdtempSync(join(tmpdir(), 'flowstate-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const strong = 'q8Zk3vXw1LrT6yUe9BnM2cHs5DfJ7gPa'
const s3 = {
  S3_ENDPOINT: 'https://s3.example.org',
  S3_BUCKET: 'pictures',
  S3_ACCESS_KEY_ID: 'board',
  S3_SECRET_ACCESS_KEY: 'hunter4',
}

describe('configuration', () => {
  test('nothing needs to be set', () => {
    const config = readConfig({}, '/srv')
    expect(config).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      dataDir: '/srv/flowstate-data',
      guests: true,
    })
    expect(config).not.toHaveProperty('databaseUrl')
  })

  test.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '4000x' }, 'PORT'],
    [{ REGISTRATION: 'maybe' }, 'REGISTRATION'],
    [{ GUESTS: 'yes' }, 'GUESTS'],
    [{ DATABASE_URL: 'mysql://x', SECRET_KEY: strong }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://db/flowstate' }, 'SECRET_KEY'],
    [{ SECRET_KEY: 'short' }, 'SECRET_KEY'],
    [{ SECRET_KEY: 'changeme-changeme-changeme-changeme-1' }, 'SECRET_KEY'],
    [{ SECRET_KEY_FILE: '/does/not/exist' }, 'SECRET_KEY_FILE'],
    [{ LIMIT_OPERATIONS_PER_SECOND: '-1' }, 'LIMIT_OPERATIONS_PER_SECOND'],
    [{ S3_BUCKET: 'pictures' }, 'S3_ENDPOINT'],
    [{ ...s3, S3_SECRET_ACCESS_KEY: '' }, 'S3_SECRET_ACCESS_KEY'],
    [{ ...s3, S3_ENDPOINT: 'https://s3.example.org/pictures' }, 'S3_ENDPOINT'],
    [{ ...s3, S3_ENDPOINT: 'https://key:hunter2@s3.example.org' }, 'S3_ENDPOINT'],
    [{ ...s3, S3_ENDPOINT: 'https://10.0.0.1:9000', S3_PATH_STYLE: 'off' }, 'S3_PATH_STYLE'],
    [{ ...s3, S3_BUCKET: 'My/Pictures' }, 'S3_BUCKET'],
    [{ ...s3, S3_REGION: 'eu north' }, 'S3_REGION'],
    [{ ...s3, S3_PATH_STYLE: 'yes' }, 'S3_PATH_STYLE'],
    [{ ...s3, S3_ACCESS_KEY_ID: 'a/b' }, 'S3_ACCESS_KEY_ID'],
    [{ ...s3, S3_SECRET_ACCESS_KEY: 'hunter2 and more' }, 'S3_SECRET_ACCESS_KEY'],
    [{ ...s3, ASSET_DIR: '/srv/pictures' }, 'ASSET_STORE'],
    [{ ASSET_STORE: 'disk' }, 'ASSET_STORE'],
    [{ ASSET_STORE: 's3', ASSET_DIR: '/srv/pictures' }, 'S3_ENDPOINT'],
    [{ ...s3, ASSET_STORE: 'files' }, 'ASSET_DIR'],
    [{ ALLOWED_ORIGINS: 'https://a.example/path' }, 'ALLOWED_ORIGINS'],
    [{ PUBLIC_URL: 'board.example' }, 'PUBLIC_URL'],
  ])('%o is one clear line that names %s', (env, name) => {
    expect(() => readConfig(env, '/srv')).toThrow(ConfigError)
    expect(() => readConfig(env, '/srv')).toThrow(new RegExp(`^${name} [^\n]+$`))
  })

  test('an error never shows a secret', () => {
    const env = { DATABASE_URL: 'mysql://me:hunter2@db/x', SECRET_KEY: strong }
    expect(() => readConfig(env, '/srv')).toThrow(/^(?!.*hunter2)/)
    for (const bad of [{ S3_ENDPOINT: 'https://key:hunter2@s3' }, { S3_SECRET_ACCESS_KEY: 'hunter2 x' }])
      expect(() => readConfig({ ...s3, ...bad }, '/srv')).toThrow(/^(?!.*hunter2)/)
  })

  test('a file may hold a secret, the variable itself wins, empty is not set', () => {
    const file = join(folder, 'key')
    writeFileSync(file, `${strong}\n`)
    expect(readConfig({ SECRET_KEY_FILE: file }, '/').secretKey).toBe(strong)
    expect(readConfig({ SECRET_KEY_FILE: file, SECRET_KEY: `${strong}2` }, '/').secretKey).toBe(`${strong}2`)
    expect(readConfig({ PORT: '', SECRET_KEY: '' }, '/').port).toBe(4000)
  })

  test('a store of pictures is described whole or not at all, its bucket in the path unless told', () => {
    expect(readConfig({}, '/srv').s3).toBe(null)
    const settings = readConfig({ ...s3, S3_ENDPOINT: 'https://s3.example.org/' }, '/srv').s3
    expect(settings).toEqual({
      endpoint: 'https://s3.example.org',
      bucket: 'pictures',
      region: 'us-east-1',
      accessKeyId: 'board',
      secretAccessKey: 'hunter4',
      pathStyle: true,
    })
    const hosted = readConfig({ ...s3, S3_REGION: 'eu-north-7', S3_PATH_STYLE: 'off' }, '/srv').s3
    expect(settings && bucketAddress(settings)).toBe('https://s3.example.org/pictures')
    expect(hosted && bucketAddress(hosted)).toBe('https://pictures.s3.example.org')
  })

  test('the store that is described is the one for new pictures; of two it is said which', () => {
    const dir = { ASSET_DIR: './pictures' }
    const chosen = (env: Record<string, string>) => readConfig(env, '/srv').assetStore
    expect([chosen({}), chosen(s3), chosen(dir)]).toEqual(['database', 's3', 'files'])
    expect(readConfig(dir, '/srv').assetDir).toBe('/srv/pictures')
    for (const store of ['database', 's3', 'files'])
      expect(chosen({ ...s3, ...dir, ASSET_STORE: store })).toBe(store)
    expect(showConfig(readConfig(dir, '/srv'))).toContain('ASSET_STORE=files\nASSET_DIR=/srv/pictures\n')
  })

  test('every limit has its variable', () => {
    expect(limitVariable('operationsPerSecond')).toBe('LIMIT_OPERATIONS_PER_SECOND')
    expect(readConfig({ LIMIT_CANVAS_BYTES_MAX: '5' }, '/').limits.canvasBytesMax).toBe(5)
  })

  test('what is in force is shown without secrets', () => {
    const env = {
      DATABASE_URL: 'postgres://me:hunter2@db/x',
      SECRET_KEY: strong,
      REDIS_URL: 'redis://:hunter3@r',
      ...s3,
    }
    const shown = showConfig(readConfig(env, '/srv'))
    expect(shown).toContain('PORT=4000')
    expect(shown).toContain('postgres://me:********@db/x')
    expect(shown).toContain('S3_BUCKET=pictures\n')
    expect(shown).not.toMatch(/hunter|q8Zk/)
  })
})

describe('the key of an embedded server', () => {
  test('is made once, readable by the owner alone, and strong', () => {
    const dataDir = join(folder, 'data')
    const key = ownSecretKey(dataDir)
    expect(ownSecretKey(dataDir)).toBe(key)
    expect(weakSecretReason(key)).toBeUndefined()
    expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600)
  })

  test('is refused when somebody put a weak one there', () => {
    const dataDir = mkdtempSync(join(folder, 'weak-'))
    writeFileSync(join(dataDir, 'secret-key'), 'too short')
    expect(() => ownSecretKey(dataDir)).toThrow(/shorter/)
  })
})
