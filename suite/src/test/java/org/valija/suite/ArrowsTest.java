package org.valija.suite;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which module and which package may use which: the table of modules in docs/architecture.md, kept true. */
class ArrowsTest {

    private static final JavaClasses VALIJA = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.valija");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org.valija.mailbox.api |
            org.valija.line        |
            org.valija.testkit     |
            org.valija.mailbox     | org.valija.mailbox.api
            org.valija.smtp        | org.valija.mailbox.api org.valija.line
            org.valija.pop3        | org.valija.mailbox.api org.valija.line
            org.valija.imap        | org.valija.mailbox.api org.valija.line
            """)
    void moduleUsesOnly(String module, String others) {
        var allowed = Stream.concat(Stream.of(module), Stream.ofNullable(others).flatMap(o -> Stream.of(o.split(" "))))
                .map(name -> name + "..")
                .toArray(String[]::new);
        // The contract's package lies within the mailbox service's, but belongs to a module of its own
        var inModule = module.equals("org.valija.mailbox")
                ? resideInAPackage("org.valija.mailbox..").and(not(resideInAPackage("org.valija.mailbox.api..")))
                : resideInAPackage(module + "..");
        noClasses()
                .that(inModule)
                .should()
                .dependOnClassesThat(resideInAPackage("org.valija..").and(not(resideInAnyPackage(allowed))))
                .check(VALIJA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "pop3", "imap"})
    void arrowsOfAProtocolPointFromSessionToCommandToTheRest(String protocol) {
        var root = "org.valija." + protocol;
        noClasses()
                .that()
                .resideInAPackage(root + ".command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".session..")
                .allowEmptyShould(true)
                .check(VALIJA);
        noClasses()
                .that()
                .resideInAnyPackage(root + ".parse..", root + ".respond..", root + ".state..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".session..", root + ".command..")
                .allowEmptyShould(true)
                .check(VALIJA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "pop3", "imap"})
    void commandsKnowNoSocketsAndNoSpring(String protocol) {
        var root = "org.valija." + protocol;
        noClasses()
                .that()
                .resideInAnyPackage(root + ".command..", root + ".parse..", root + ".respond..", root + ".state..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework..")
                        .or(JavaClass.Predicates.assignableTo("java.net.Socket"))
                        .or(JavaClass.Predicates.assignableTo("java.net.ServerSocket")))
                .allowEmptyShould(true)
                .check(VALIJA);
    }

    @Test
    void onlyTheMailboxServiceKnowsSql() {
        noClasses()
                .that(resideInAnyPackage(
                        "org.valija.mailbox.api..",
                        "org.valija.line..",
                        "org.valija.smtp..",
                        "org.valija.pop3..",
                        "org.valija.imap.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "jakarta.persistence..",
                        "org.postgresql..",
                        "org.springframework.jdbc..",
                        "org.springframework.data..")
                .check(VALIJA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.valija.mailbox.api.(*)..",
                "org.valija.mailbox.(*)..",
                "org.valija.line.(*)..",
                "org.valija.testkit.(*)..",
                "org.valija.smtp.(*)..",
                "org.valija.pop3.(*)..",
                "org.valija.imap.(*)..",
                "org.valija.suite.(*).."
            })
    void packagesFormNoCycle(String packages) {
        slices().matching(packages)
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(VALIJA);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(VALIJA.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(it -> assertThat(it.isAnnotatedWith(NullMarked.class))
                        .as("%s has a package-info.java with @NullMarked", it.getName())
                        .isTrue());
    }
}
