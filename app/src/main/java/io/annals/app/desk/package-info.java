/**
 * How the desk (the page at {@code /}) reaches the browser: its own modules and the libraries that they name, out of the
 * program itself. The modules lie in {@code static/assets/desk}, a folder a feature; there is no build between them and the
 * browser. Lit comes from WebJars, ECharts from mvnpm, and only with the first plot.
 *
 * <p>Promised: no script and no style inside the page, so the content security policy stays {@code 'self'}; a module names a
 * library as everybody does ({@code from "lit"}) and {@link io.annals.app.desk.Specifiers} writes the address. Modules and
 * style sheets are sent compressed, what is told of customers is not.
 *
 * <p>Texts are in {@code texts/}, a bundle a language: en, uk, ru, az, and sr in Latin letters. A plural is an object with the
 * forms that the language has. Tests hold that none is missing, none is unused, and that placeholders agree. One word for one
 * thing: {@code docs/terms.md}.
 */
@NullMarked
package io.annals.app.desk;

import org.jspecify.annotations.NullMarked;
