package org.broadsheet.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A boolean expression over slugs: {@code ,} and, {@code |} or, {@code -} not, parentheses; {@code ,} binds tighter
 * than {@code |}. Example: {@code harbour,-(ferries|trams)}.
 */
public sealed interface SlugExpression {

    record Slug(String slug) implements SlugExpression {}

    record Not(SlugExpression operand) implements SlugExpression {}

    record And(List<SlugExpression> operands) implements SlugExpression {}

    record Or(List<SlugExpression> operands) implements SlugExpression {}

    /** The slug, when the expression is just one: the case that lists can serve straight from an index. */
    default Optional<String> single() {
        return this instanceof Slug(String slug) ? Optional.of(slug) : Optional.empty();
    }

    /** Every slug that the expression names, in its order. */
    default List<String> slugs() {
        return switch (this) {
            case Slug(String slug) -> List.of(slug);
            case Not(SlugExpression operand) -> operand.slugs();
            case And(List<SlugExpression> operands) ->
                operands.stream().flatMap(operand -> operand.slugs().stream()).toList();
            case Or(List<SlugExpression> operands) ->
                operands.stream().flatMap(operand -> operand.slugs().stream()).toList();
        };
    }

    /** The expression as SQL, each slug made a condition by {@code condition}, which must bind it, never paste it. */
    default String sql(Function<String, String> condition) {
        return switch (this) {
            case Slug(String slug) -> condition.apply(slug);
            case Not(SlugExpression operand) -> "not (" + operand.sql(condition) + ")";
            case And(List<SlugExpression> operands) -> joined(operands, " and ", condition);
            case Or(List<SlugExpression> operands) -> joined(operands, " or ", condition);
        };
    }

    private static String joined(List<SlugExpression> operands, String word, Function<String, String> condition) {
        return operands.stream().map(operand -> operand.sql(condition)).collect(Collectors.joining(word, "(", ")"));
    }

    /** Parses an expression of at most 20 slugs. @throws SyntaxException that says where it stopped making sense */
    static SlugExpression parse(String text) throws SyntaxException {
        return new Parser(text).parse();
    }

    /** Where and why an expression makes no sense, as a client may read it. */
    final class SyntaxException extends Exception {
        SyntaxException(String message) {
            super(message, null, false, false);
        }
    }

    /** Recursive descent, one method a level of the grammar. */
    final class Parser {
        private static final int MAX_SLUGS = 20;
        private static final int MAX_DEPTH = 10;

        private final String text;
        private int at;
        private int slugs;
        private int depth;

        private Parser(String text) {
            this.text = text;
        }

        private SlugExpression parse() throws SyntaxException {
            SlugExpression whole = or();
            if (at < text.length()) {
                throw wrong(peek() == ')' ? "this ')' has no '(' before it" : "expected ',' or '|'");
            }
            return whole;
        }

        private SlugExpression or() throws SyntaxException {
            List<SlugExpression> operands = new ArrayList<>(List.of(and()));
            while (peek() == '|') {
                at++;
                operands.add(and());
            }
            return operands.size() == 1 ? operands.getFirst() : new Or(operands);
        }

        private SlugExpression and() throws SyntaxException {
            List<SlugExpression> operands = new ArrayList<>(List.of(term()));
            while (peek() == ',') {
                at++;
                operands.add(term());
            }
            return operands.size() == 1 ? operands.getFirst() : new And(operands);
        }

        private SlugExpression term() throws SyntaxException {
            if (++depth > MAX_DEPTH) {
                throw wrong("too deeply nested; at most " + MAX_DEPTH + " levels");
            }
            SlugExpression term = switch (peek()) {
                case '-' -> {
                    at++;
                    yield new Not(term());
                }
                case '(' -> group();
                default -> slug();
            };
            depth--;
            return term;
        }

        private SlugExpression group() throws SyntaxException {
            int opened = at++;
            SlugExpression inner = or();
            if (peek() != ')') {
                throw wrong("the '(' at position " + (opened + 1) + " is not closed");
            }
            at++;
            return inner;
        }

        private SlugExpression slug() throws SyntaxException {
            int start = at;
            while (at < text.length() && isSlugCharacter(text.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw wrong("expected a slug, '-' or '('");
            }
            if (++slugs > MAX_SLUGS) {
                throw wrong("too many slugs; at most " + MAX_SLUGS);
            }
            return new Slug(text.substring(start, at));
        }

        private static boolean isSlugCharacter(char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private SyntaxException wrong(String what) {
            return new SyntaxException("is not a valid expression at position " + (at + 1) + ": " + what
                    + ". Use slugs with ',' for and, '|' for or, '-' for not, and parentheses");
        }
    }
}
