import { freshPostgresDatabase } from '../storage/testing/fresh-database.ts'
import { accessMatrixContract } from './access-matrix.contract.ts'

accessMatrixContract(freshPostgresDatabase)
