package com.clerk.sdk.checks.language;

import com.clerk.sdk.checks.language.Passage.Kind;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads messages and conditional expressions out of Java sources, with the parser of the compiler. */
public final class JavaFiles {
    private static final int CONDITIONALS = 1;

    private final Path root;
    private final List<Passage> messages = new ArrayList<>();
    private final List<Finding> crowdedStatements = new ArrayList<>();

    private JavaFiles(Path root) {
        this.root = root;
    }

    /** Parses sources; {@code files} are relative to {@code root}. */
    public static JavaFiles parse(Path root, Collection<Path> files) {
        var read = new JavaFiles(root);
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var sources = manager.getJavaFileObjectsFromPaths(
                    files.stream().map(root::resolve).toList());
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                read.new Scanner(unit, positions).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    /** Returns the texts of the code that hold a blank; what is added to a text stands as {@code …} in it. */
    public List<Passage> messages() {
        return messages;
    }

    /** Returns the statements with more than one conditional expression. */
    List<Finding> crowdedStatements() {
        return crowdedStatements;
    }

    private final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Deque<int[]> conditionals = new ArrayDeque<>();

        private Scanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
            // A class, a block and the branches of a statement are statements of their own.
            if (!(tree instanceof StatementTree) && !(tree instanceof CaseTree)) {
                return super.scan(tree, unused);
            }
            conditionals.push(new int[1]);
            super.scan(tree, unused);
            var count = conditionals.pop()[0];
            if (count > CONDITIONALS) {
                crowdedStatements.add(new Finding(
                        file(),
                        line(tree),
                        "CONDITIONALS",
                        count + " conditional expressions",
                        "at most one ?: in a statement"));
            }
            return null;
        }

        @Override
        public @Nullable Void visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void unused) {
            if (!conditionals.isEmpty()) {
                conditionals.peek()[0]++;
            }
            return super.visitConditionalExpression(tree, unused);
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void unused) {
            var operands = operands(tree);
            if (operands.stream().noneMatch(Scanner::isText)) {
                return super.visitBinary(tree, unused);
            }
            addMessage(tree, operands.stream().map(Scanner::text).collect(Collectors.joining()));
            operands.stream().filter(operand -> !isText(operand)).forEach(operand -> scan(operand, null));
            return null;
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void unused) {
            if (isText(tree)) {
                addMessage(tree, text(tree));
            }
            return null;
        }

        private static List<Tree> operands(Tree tree) {
            if (tree.getKind() != Tree.Kind.PLUS) {
                return List.of(tree);
            }
            var sum = (BinaryTree) tree;
            var operands = new ArrayList<>(operands(sum.getLeftOperand()));
            operands.addAll(operands(sum.getRightOperand()));
            return operands;
        }

        private static boolean isText(Tree tree) {
            return tree instanceof ParenthesizedTree inner
                    ? isText(inner.getExpression())
                    : tree.getKind() == Tree.Kind.STRING_LITERAL;
        }

        private static String text(Tree tree) {
            return tree instanceof LiteralTree literal && literal.getValue() instanceof String text ? text : "…";
        }

        private void addMessage(Tree tree, String text) {
            if (text.contains(" ")) {
                messages.add(new Passage(file(), line(tree), Kind.MESSAGE, text.replace('\n', ' ')));
            }
        }

        private Path file() {
            return root.toAbsolutePath()
                    .normalize()
                    .relativize(Path.of(unit.getSourceFile().toUri()).normalize());
        }

        private int line(Tree tree) {
            return (int) unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
        }
    }
}
