package io.annals.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.DefaultResourceLoader;

@Tag("quick")
class SpecifiersTest {

    @Test
    void what_names_a_library_gets_its_address() {
        assertThat(Specifiers.resolved("import{html}from\"lit\";import'@lit/reactive-element'"))
                .isEqualTo("import{html}from\"/assets/lib/lit/index.js\";"
                        + "import'/assets/lib/lit-reactive-element/reactive-element.js'");
        assertThat(Specifiers.resolved("export * from \"lit-html/directives/repeat.js\";"))
                .isEqualTo("export * from \"/assets/lib/lit-html/directives/repeat.js\";");
        assertThat(Specifiers.resolved("const { init } = await import(\"echarts\");"))
                .isEqualTo("const { init } = await import(\"/assets/lib/echarts/dist/echarts.esm.min.mjs\");");
    }

    @Test
    void all_else_stays_as_it_is() {
        String module =
                "import { t } from \"../texts.js\"; import x from '/assets/y.js'; import z from \"literature\"; "
                        + "word(\"from\", \"lit\");";
        assertThat(Specifiers.resolved(module)).isEqualTo(module);
    }

    @Test
    void every_library_is_on_the_class_path() {
        assertThat(Libraries.all())
                .allSatisfy(library -> assertThat(
                                new DefaultResourceLoader().getResource(library.location() + library.main()))
                        .matches(resource -> resource.exists()));
    }
}
