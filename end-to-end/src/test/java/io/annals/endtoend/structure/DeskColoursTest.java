package io.annals.endtoend.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The colours of the desk's plots, as people see them who see all colours, and as those who lack one of the three kinds of cones:
 * G. M. Machado et al., <em>A Physiologically-based Model for Simulation of Color Vision Deficiency</em> (2009), of full severity.
 */
@Tag("quick")
class DeskColoursTest {
    private static final int COLOURS = 11;
    private static final double[] LIGHT_SHEET = {255, 255, 255};
    private static final double[] DARK_SHEET = {0x1c, 0x20, 0x22};

    private static final Map<String, double[][]> EYES = Map.of(
            "of most", new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
            "without red",
                    new double[][] {
                        {0.152286, 1.052583, -0.204868},
                        {0.114503, 0.786281, 0.099216},
                        {-0.003882, -0.048116, 1.051998}
                    },
            "without green",
                    new double[][] {
                        {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
                    },
            "without blue",
                    new double[][] {
                        {1.255528, -0.076749, -0.178779},
                        {-0.078411, 0.930809, 0.147602},
                        {0.004733, 0.691367, 0.303900}
                    });

    @ParameterizedTest
    @ValueSource(ints = {0, 1}) // light, dark
    void eleven_colours_are_told_apart_by_all_eyes_and_stand_out_from_their_sheet(int scheme) throws IOException {
        List<double[]> colours = colours(scheme);
        assertThat(colours).hasSize(COLOURS);
        double sheet = luminance(linear(scheme == 0 ? LIGHT_SHEET : DARK_SHEET));
        for (double[] colour : colours) {
            double own = luminance(linear(colour));
            assertThat((Math.max(own, sheet) + 0.05) / (Math.min(own, sheet) + 0.05))
                    .as("contrast (WCAG 2.2, 1.4.11)")
                    .isGreaterThanOrEqualTo(3);
        }
        EYES.forEach((eyes, cones) -> {
            for (int i = 0; i < COLOURS; i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(distance(seen(colours.get(i), cones), seen(colours.get(j), cones)))
                            .as("between series %d and %d, eyes %s", j + 1, i + 1, eyes)
                            .isGreaterThan(
                                    12); // 2.3 is just noticeable side by side; a legend lies apart from its bars
                }
            }
        });
    }

    private static List<double[]> colours(int scheme) throws IOException {
        Matcher series = Pattern.compile("--series-\\d+: light-dark\\(#(\\w{6}), #(\\w{6})\\)")
                .matcher(Files.readString(Sources.ROOT.resolve("app/src/main/resources/static/assets/desk/desk.css")));
        List<double[]> colours = new ArrayList<>();
        while (series.find()) {
            int rgb = Integer.parseInt(series.group(scheme + 1), 16);
            colours.add(new double[] {rgb >> 16, rgb >> 8 & 255, rgb & 255});
        }
        return colours;
    }

    /** sRGB (IEC 61966-2-1), 0 to 255, without its gamma: 0 to 1. */
    private static double[] linear(double[] rgb) {
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            double c = rgb[i] / 255;
            linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        return linear;
    }

    private static double luminance(double[] linear) {
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    /** As CIE L*a*b*, white D65. */
    private static double[] seen(double[] rgb, double[][] cones) {
        double[] light = times(cones, linear(rgb));
        for (int i = 0; i < 3; i++) {
            light[i] = Math.clamp(light[i], 0, 1);
        }
        double[] xyz = times(
                new double[][] {
                    {0.4124564, 0.3575761, 0.1804375},
                    {0.2126729, 0.7151522, 0.0721750},
                    {0.0193339, 0.1191920, 0.9503041}
                },
                light);
        double x = cubeRoot(xyz[0] / 0.95047);
        double y = cubeRoot(xyz[1]);
        double z = cubeRoot(xyz[2] / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double cubeRoot(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    /** CIEDE2000 (ISO/CIE 11664-6). */
    private static double distance(double[] one, double[] other) {
        double chroma = (Math.hypot(one[1], one[2]) + Math.hypot(other[1], other[2])) / 2;
        double g = 0.5 * (1 - Math.sqrt(seventh(chroma)));
        double a1 = one[1] * (1 + g);
        double a2 = other[1] * (1 + g);
        double c1 = Math.hypot(a1, one[2]);
        double c2 = Math.hypot(a2, other[2]);
        double h1 = hue(one[2], a1);
        double h2 = hue(other[2], a2);
        boolean around = Math.abs(h1 - h2) > 180;
        double turn = c1 * c2 == 0 ? 0 : h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
        double light = (one[0] + other[0]) / 2;
        double c = (c1 + c2) / 2;
        double h = around ? (h1 + h2 + 360) / 2 : (h1 + h2) / 2;
        double t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.20 * cos(4 * h - 63);
        double l = (other[0] - one[0]) / (1 + 0.015 * square(light - 50) / Math.sqrt(20 + square(light - 50)));
        double dc = (c2 - c1) / (1 + 0.045 * c);
        double dh = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2)) / (1 + 0.015 * c * t);
        double rotation = -2 * Math.sqrt(seventh(c)) * Math.sin(Math.toRadians(60 * Math.exp(-square((h - 275) / 25))));
        return Math.sqrt(l * l + dc * dc + dh * dh + rotation * dc * dh);
    }

    private static double seventh(double chroma) {
        double power = Math.pow(chroma, 7);
        return power / (power + Math.pow(25, 7));
    }

    private static double hue(double b, double a) {
        return (Math.toDegrees(Math.atan2(b, a)) + 360) % 360;
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    private static double square(double x) {
        return x * x;
    }
}
