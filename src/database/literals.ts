import {
  type CompiledQuery,
  createQueryId,
  type OperationNodeSource,
  PostgresQueryCompiler,
  type RootOperationNode,
} from 'kysely'
import { escapeLiteral } from 'pg'
import { valueText } from './value-text.ts'

/**
 * The text of a query with its values written into it, for statements that take no parameters.
 * The values stand exactly where Kysely would have put `$1`, each quoted as a literal of
 * unknown type, which PostgreSQL reads as it reads a parameter.
 */
export function withLiterals(query: OperationNodeSource): string {
  const node = query.toOperationNode() as RootOperationNode // any node compiles the same way
  const compiled: CompiledQuery = new LiteralCompiler().compileQuery(node, createQueryId())
  return compiled.sql
}

class LiteralCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown) {
    this.append(literal(value))
  }
}

/** Quotes one value for SQL text. */
function literal(value: unknown): string {
  const text = valueText(value)
  return text === null ? 'null' : escapeLiteral(text)
}
