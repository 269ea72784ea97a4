import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Switches over types, and equals and hashCode of records, as plain code. As javac makes them, the JVM works out each of
/// them anew in every process, with its own class-file writer: 15 ms for the first and 2 to 6 for each other one, of the
/// 200 that a verb takes. No class archive holds them.
///
/// A switch over anything but types, and toString, stay as they are.
final class PlainClasses {

    private static final String SWITCHES = "Ljava/lang/runtime/SwitchBootstraps;";
    private static final String RECORDS = "Ljava/lang/runtime/ObjectMethods;";
    private static final int PRIVATE = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private final ClassFile classFile;

    /// @param classes where the classes' superclasses are
    PlainClasses(ClassLoader classes) {
        classFile = ClassFile.of(ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)
                .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    byte[] of(byte[] content) {
        var model = classFile.parse(content);
        if (!needed(model)) {
            return content;
        }
        var plain = classFile.transformClass(model, new Rewriting(model));
        var errors = classFile.verify(plain);
        if (!errors.isEmpty()) {
            throw new IllegalStateException(model.thisClass().asSymbol() + ": " + errors);
        }
        return plain;
    }

    private static boolean needed(ClassModel model) {
        return model.methods().stream().anyMatch(PlainClasses::needed);
    }

    private static boolean needed(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(element -> element instanceof InvokeDynamicInstruction dynamic
                        && (isTypeSwitch(dynamic) || isComparison(dynamic)));
    }

    private static boolean isTypeSwitch(InvokeDynamicInstruction dynamic) {
        return owner(dynamic).equals(SWITCHES)
                && dynamic.bootstrapMethod().methodName().equals("typeSwitch")
                && dynamic.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
    }

    private static boolean isComparison(InvokeDynamicInstruction dynamic) {
        var name = dynamic.name().stringValue();
        return owner(dynamic).equals(RECORDS) && (name.equals("equals") || name.equals("hashCode"));
    }

    private static String owner(InvokeDynamicInstruction dynamic) {
        return dynamic.bootstrapMethod().owner().descriptorString();
    }

    private static final class Rewriting implements ClassTransform {

        private final ClassDesc self;
        private final boolean isInterface;
        private final List<Consumer<ClassBuilder>> added = new ArrayList<>();

        Rewriting(ClassModel model) {
            self = model.thisClass().asSymbol();
            isInterface = model.flags().has(AccessFlag.INTERFACE);
        }

        @Override
        public void accept(ClassBuilder builder, ClassElement element) {
            if (element instanceof MethodModel method && needed(method)) {
                builder.transformMethod(method, MethodTransform.transformingCode(code()));
            } else {
                builder.with(element);
            }
        }

        @Override
        public void atEnd(ClassBuilder builder) {
            added.forEach(method -> method.accept(builder));
        }

        private CodeTransform code() {
            return (CodeBuilder code, CodeElement element) -> {
                if (element instanceof InvokeDynamicInstruction dynamic && isTypeSwitch(dynamic)) {
                    call(code, "plain$switch", dynamic.typeSymbol(), body -> choose(body, dynamic));
                } else if (element instanceof InvokeDynamicInstruction dynamic && isComparison(dynamic)) {
                    var equals = dynamic.name().equalsString("equals");
                    call(
                            code,
                            equals ? "plain$equals" : "plain$hash",
                            dynamic.typeSymbol(),
                            body -> {
                                if (equals) {
                                    compare(body, fields(dynamic));
                                } else {
                                    hash(body, fields(dynamic));
                                }
                            });
                } else if (!(element instanceof RuntimeVisibleTypeAnnotationsAttribute)) {
                    // of local variables, whose places in the code would be the old ones
                    code.with(element);
                }
            };
        }

        private void call(CodeBuilder code, String prefix, MethodTypeDesc type, Consumer<CodeBuilder> body) {
            var name = prefix + "$" + added.size();
            code.invokestatic(self, name, type, isInterface);
            added.add(builder -> builder.withMethodBody(name, type, PRIVATE, body));
        }

        /// The number of the first type, from the restart on, that the value is of; -1 for null.
        private static void choose(CodeBuilder body, InvokeDynamicInstruction dynamic) {
            var types = dynamic.bootstrapArgs();
            var notNull = body.newLabel();
            body.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
            for (int i = 0; i < types.size(); i++) {
                var next = body.newLabel();
                body.iload(1).loadConstant(i).if_icmpgt(next);
                body.aload(0).instanceOf((ClassDesc) types.get(i)).ifeq(next);
                body.loadConstant(i).ireturn().labelBinding(next);
            }
            body.loadConstant(types.size()).ireturn();
        }

        private static List<DirectMethodHandleDesc> fields(InvokeDynamicInstruction dynamic) {
            List<ConstantDesc> given = dynamic.bootstrapArgs();
            // the record's class, its components' names, then how to get at each
            return given.subList(2, given.size()).stream()
                    .map(DirectMethodHandleDesc.class::cast)
                    .toList();
        }

        private void compare(CodeBuilder body, List<DirectMethodHandleDesc> fields) {
            var other = body.newLabel();
            var differs = body.newLabel();
            body.aload(1).instanceOf(self).ifne(other).iconst_0().ireturn().labelBinding(other);
            body.aload(1).checkcast(self).astore(2);
            for (var field : fields) {
                var type = field.invocationType().returnType();
                body.aload(0).getfield(self, field.methodName(), type);
                body.aload(2).getfield(self, field.methodName(), type);
                differ(body, type, differs);
            }
            body.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
        }

        private static void differ(CodeBuilder body, ClassDesc type, Label differs) {
            switch (TypeKind.from(type)) {
                case REFERENCE -> {
                    var objects = ClassDesc.of("java.util.Objects");
                    body.invokestatic(objects, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object));
                    body.ifeq(differs);
                }
                case LONG, FLOAT, DOUBLE -> {
                    body.invokestatic(box(type), "compare", MethodTypeDesc.of(CD_int, type, type));
                    body.ifne(differs);
                }
                default -> body.if_icmpne(differs);
            }
        }

        private void hash(CodeBuilder body, List<DirectMethodHandleDesc> fields) {
            body.iconst_0();
            for (var field : fields) {
                var type = field.invocationType().returnType();
                body.bipush(31).imul();
                body.aload(0).getfield(self, field.methodName(), type);
                if (type.isPrimitive()) {
                    body.invokestatic(box(type), "hashCode", MethodTypeDesc.of(CD_int, type));
                } else {
                    body.invokestatic(ClassDesc.of("java.util.Objects"), "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
                }
                body.iadd();
            }
            body.ireturn();
        }

        private static ClassDesc box(ClassDesc primitive) {
            var name = primitive.displayName();
            return ClassDesc.of("java.lang."
                    + switch (name) {
                        case "int" -> "Integer";
                        case "char" -> "Character";
                        default -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
                    });
        }
    }
}
