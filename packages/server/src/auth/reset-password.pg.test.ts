import { freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import { resetPasswordContract } from './reset-password.contract.ts'

resetPasswordContract(freshPostgresDatabase)
