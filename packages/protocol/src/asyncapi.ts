import { closeCodes } from './error-codes.ts'
import {
  clientMessageSchemas,
  type DescribedMessage,
  serverMessageSchemas,
} from './messages/message-schemas.ts'
import { protocolVersion } from './protocol-version.ts'

const closeCodeTable = Object.values(closeCodes)
  .map((entry) => `${entry.code} ${entry.reason}${entry.final ? ' (do not come back)' : ''}`)
  .join(', ')

function describeMessages(messages: { readonly [type: string]: DescribedMessage }) {
  return Object.fromEntries(
    Object.entries(messages).map(([type, message]) => [
      type,
      { name: type, title: type, summary: message.summary, payload: message.schema },
    ]),
  )
}

function referenceAll(channel: string, messages: object) {
  return Object.keys(messages).map((key) => ({ $ref: `#/channels/${channel}/messages/${key}` }))
}

/** Prefixed, because an operation goes both ways under one type. */
function prefixKeys(prefix: string, messages: { readonly [type: string]: DescribedMessage }) {
  return Object.fromEntries(
    Object.entries(describeMessages(messages)).map(([type, message]) => [`${prefix}_${type}`, message]),
  )
}

/**
 * The WebSocket as an AsyncAPI 3 document, for `/api/v1/asyncapi.json`.
 * @param server where it is reached: host with port, and whether over TLS
 */
export function asyncApiDocument(server: { readonly host: string; readonly secure: boolean }): object {
  const fromClient = prefixKeys('client', clientMessageSchemas)
  const fromServer = prefixKeys('server', serverMessageSchemas)
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'FlowState realtime',
      version: String(protocolVersion),
      description: `A text frame is one JSON message or an array of messages, handled in order. With gzip=1 a sync that carries state is one binary frame, gzip of the JSON. Close codes: ${closeCodeTable}.`,
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: { main: { host: server.host, protocol: server.secure ? 'wss' : 'ws' } },
    channels: {
      canvas: {
        address: '/api/v1/canvases/{canvasId}/ws',
        title: 'One canvas, live',
        parameters: { canvasId: { description: 'The id of the canvas' } },
        bindings: {
          ws: {
            method: 'GET',
            query: {
              type: 'object',
              properties: {
                since: { type: 'integer', minimum: 0, description: 'The last version the client has' },
                hash: { type: 'string', description: 'Hash of row `since`' },
                epoch: { type: 'string', description: 'The epoch of the last sync' },
                clientId: { type: 'string', format: 'uuid' },
                protocol: { type: 'integer', description: 'Absent for simple clients' },
                gzip: { type: 'integer', enum: [0, 1] },
                gather: {
                  type: 'integer',
                  minimum: 0,
                  maximum: 100,
                  description:
                    'So many milliseconds the client would gather frames that follow each other; the server may send them as one',
                },
                ticket: { type: 'string', description: 'From POST /canvases/{id}/tickets' },
                token: { type: 'string', description: 'An access token; for simple clients' },
              },
            },
          },
        },
        messages: { ...fromClient, ...fromServer },
      },
    },
    operations: {
      fromClient: {
        action: 'receive',
        channel: { $ref: '#/channels/canvas' },
        messages: referenceAll('canvas', fromClient),
      },
      fromServer: {
        action: 'send',
        channel: { $ref: '#/channels/canvas' },
        messages: referenceAll('canvas', fromServer),
      },
    },
  }
}
