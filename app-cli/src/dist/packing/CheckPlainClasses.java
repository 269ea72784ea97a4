import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Checks that plain classes do what javac's do: the same story is told by both.
final class CheckPlainClasses {

    public static void main(String[] arguments) throws Exception {
        var told = Story.tell();
        var plain = new Plain();
        var retold = plain.loadClass("CheckPlainClasses$Story").getMethod("tell").invoke(null);
        if (plain.changed < 3 || !told.equals(retold)) {
            throw new IllegalStateException(plain.changed + " classes changed\n" + told + "\n" + retold);
        }
    }

    private static final class Plain extends ClassLoader {

        private final PlainClasses plain = new PlainClasses(CheckPlainClasses.class.getClassLoader());
        private int changed;

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("CheckPlainClasses$")) {
                return super.loadClass(name, resolve);
            }
            var loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (var in = CheckPlainClasses.class.getClassLoader().getResourceAsStream(name + ".class")) {
                var content = in.readAllBytes();
                var made = plain.of(content);
                changed += Arrays.equals(content, made) ? 0 : 1;
                return defineClass(name, made, 0, made.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    sealed interface Shape {
        record Dot() implements Shape {}

        record Line(double length) implements Shape {}

        record Many(List<Shape> shapes, String name) implements Shape {}

        static int sides(Shape shape) {
            return switch (shape) {
                case Dot _ -> 0;
                case Line(double length) when length > 10 -> 2;
                case Line _ -> 1;
                case Many many -> many.shapes().stream().mapToInt(Shape::sides).sum();
            };
        }
    }

    record All(int i, long l, double d, float f, boolean b, char c, byte y, short s, String text, int[] array) {}

    public static final class Story {

        public static String tell() {
            int[] array = {1};
            var values = new ArrayList<Object>(List.of(
                    new All(1, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "t", array),
                    new All(1, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "t", array),
                    new All(2, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "t", array),
                    new All(1, 1L << 40, 3, 4, true, 'c', (byte) 5, (short) 6, "t", array),
                    new All(1, 2, Double.NaN, 4, true, 'c', (byte) 5, (short) 6, "t", array),
                    new All(1, 2, Double.NaN, 4, true, 'c', (byte) 5, (short) 6, "t", array),
                    new All(1, 2, 0.0, 4, true, 'c', (byte) 5, (short) 6, "t", array),
                    new All(1, 2, -0.0, 4, true, 'c', (byte) 5, (short) 6, "t", array),
                    new All(1, 2, 3, Float.NaN, true, 'c', (byte) 5, (short) 6, "t", array),
                    new All(1, 2, 3, 4, false, 'c', (byte) 5, (short) 6, "t", array),
                    new All(1, 2, 3, 4, true, 'd', (byte) 5, (short) 6, "t", array),
                    new All(1, 2, 3, 4, true, 'c', (byte) -5, (short) 6, "t", array),
                    new All(1, 2, 3, 4, true, 'c', (byte) 5, (short) -6, "t", array),
                    new All(1, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "u", array),
                    new Shape.Dot(),
                    new Shape.Line(3),
                    new Shape.Line(11),
                    new Shape.Many(List.of(new Shape.Dot(), new Shape.Line(12), new Shape.Line(1)), "m"),
                    "text",
                    7));
            values.add(new Shape.Many(List.of(), null));
            values.add(null);
            var told = new StringBuilder();
            for (var value : values) {
                told.append(kind(value)).append(value instanceof All all ? all.array() == array : value);
                // what an array or a class has for a hash is another in every run of it
                told.append(value instanceof Shape shape ? shape.hashCode() + " " + Shape.sides(shape) : "");
                for (var other : values) {
                    told.append(value != null && value.equals(other) ? '1' : '0');
                }
                told.append(value instanceof All && value.hashCode() == values.getFirst().hashCode()).append('\n');
            }
            return told.toString();
        }

        private static String kind(Object value) {
            return switch (value) {
                case null -> "nothing ";
                case All all when all.i() > 1 -> "large ";
                case All _ -> "all ";
                case Shape.Many _ -> "many ";
                case Shape _ -> "shape ";
                case CharSequence _ -> "text ";
                default -> "other ";
            };
        }
    }
}
