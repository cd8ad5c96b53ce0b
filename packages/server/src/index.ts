export { type Config, readConfig } from './config.ts'
export { ConfigError } from './config-error.ts'
export { createServer, type Overrides, type Server } from './server.ts'
