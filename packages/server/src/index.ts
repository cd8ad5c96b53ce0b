export { type Config, ConfigError, readConfig } from './config.ts'
export { createServer, type Overrides, type Server } from './server.ts'
