package org.valija.pop3;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Arrows point one way: session, then command, then parse, reply and state. */
class ArchitectureTest {

    @Test
    void arrowsPointOneWay() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.valija.pop3");
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("session")
                .definedBy("org.valija.pop3.session")
                .layer("command")
                .definedBy("org.valija.pop3.command")
                .layer("parse")
                .definedBy("org.valija.pop3.parse")
                .layer("reply")
                .definedBy("org.valija.pop3.reply")
                .layer("state")
                .definedBy("org.valija.pop3.state")
                .whereLayer("session")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("command")
                .mayOnlyBeAccessedByLayers("session")
                .whereLayer("parse")
                .mayOnlyBeAccessedByLayers("session", "command")
                .whereLayer("reply")
                .mayOnlyBeAccessedByLayers("session", "command")
                .whereLayer("state")
                .mayOnlyBeAccessedByLayers("session", "command")
                .check(classes);
    }
}
