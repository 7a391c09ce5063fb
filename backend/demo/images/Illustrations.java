import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Draws the demo newsroom's lead illustrations as PNG files beside this source:
 * {@code java backend/demo/images/Illustrations.java [key...]}, with Java 25.
 *
 * <p>Every picture is cut from the same few inks, like a lino print: flat shapes, shade made of tapered lines, and skies
 * whose tones interlock instead of blending. That is a look, and it also keeps each indexed PNG small. Seeds are fixed,
 * so the same source draws the same pictures. Subjects keep clear of the top and bottom 100 pixels, so that a 16:9 crop
 * loses nothing that matters.
 *
 * <p>One method a scene, with its parts after it; the brush kit (shapes, {@link Plate}, {@link Print}) is at the end.
 */
final class Illustrations {

    static final int WIDTH = 1920;
    static final int HEIGHT = 1280;

    // The inks. Everything else is one of these thinned with another.
    static final Color INK = new Color(0x0A1722);
    static final Color NAVY = new Color(0x10293D);
    static final Color DEEP = new Color(0x19435C);
    static final Color SEA = new Color(0x2E6C84);
    static final Color HAZE = new Color(0x7DA5AD);
    static final Color MIST = new Color(0xB9CDC8);
    static final Color CREAM = new Color(0xF4EAD5);
    static final Color SAND = new Color(0xE3CDA2);
    static final Color AMBER = new Color(0xEDBF68);
    static final Color OCHRE = new Color(0xCF9339);
    static final Color UMBER = new Color(0x6B4426);
    static final Color BRICK = new Color(0xB93F2B);
    static final Color EMBER = new Color(0x7A281F);
    static final Color SLATE = new Color(0x465663);
    static final Color STONE = new Color(0x8C9696);

    private Illustrations() {}

    public static void main(String[] keys) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Map<String, Consumer<Plate>> scenes = scenes();
        List<String> wanted = keys.length == 0 ? List.copyOf(scenes.keySet()) : List.of(keys);
        for (String key : wanted) {
            Consumer<Plate> scene = scenes.get(key);
            if (scene == null) {
                throw new IllegalArgumentException("no scene " + key + "; there are " + scenes.keySet());
            }
            Plate plate = new Plate(key.hashCode());
            scene.accept(plate);
            plate.paperGrain();
            Path file = directory().resolve(key + ".png");
            byte[] png = Print.png(plate.image);
            Files.write(file, png);
            System.out.printf("%s %d kB%n", file.getFileName(), png.length / 1000);
        }
    }

    /** Where this source lies; the source launcher tells it, whatever the working directory. */
    private static Path directory() {
        Path source = Path.of(System.getProperty("jdk.launcher.sourcefile", "backend/demo/images/Illustrations.java"));
        return source.toAbsolutePath().getParent();
    }

    private static Map<String, Consumer<Plate>> scenes() {
        Map<String, Consumer<Plate>> scenes = new LinkedHashMap<>();
        scenes.put("hotline", Illustrations::hotline);
        scenes.put("harbour-dawn", Illustrations::harbourDawn);
        scenes.put("ferry-crossing", Illustrations::ferryCrossing);
        scenes.put("lighthouse-storm", Illustrations::lighthouseStorm);
        scenes.put("market-hall", Illustrations::marketHall);
        scenes.put("tram-street", Illustrations::tramStreet);
        scenes.put("library-shelves", Illustrations::libraryShelves);
        scenes.put("tidal-turbines", Illustrations::tidalTurbines);
        scenes.put("observatory-comet", Illustrations::observatoryComet);
        scenes.put("football-floodlights", Illustrations::footballFloodlights);
        scenes.put("theatre-stage", Illustrations::theatreStage);
        scenes.put("seagrass-meadow", Illustrations::seagrassMeadow);
        scenes.put("parliament-steps", Illustrations::parliamentSteps);
        scenes.put("bakery-window", Illustrations::bakeryWindow);
        scenes.put("heat-pump-terrace", Illustrations::heatPumpTerrace);
        scenes.put("bridge-inquiry", Illustrations::bridgeInquiry);
        return scenes;
    }

    // ---------------------------------------------------------------------------------------------------------------
    // hotline
    // ---------------------------------------------------------------------------------------------------------------

    private static void hotline(Plate p) {
        Shape wall = rect(0, 0, WIDTH, 890);
        p.fill(DEEP, wall);
        p.hatch(wall, NAVY, 90, 14, (x, y) -> Math.abs(x - 860) / 1250 - 0.08 + y / 6000);
        seaChart(p);
        // Daylight from a window on the left, in two panes.
        p.fill(veil(CREAM, 0.10), poly(-20, 60, 1020, 890, 560, 890, -20, 420), poly(180, -10, 1560, 890, 1120, 890, 60,
                -10));

        p.fill(mix(UMBER, INK, 0.45), rect(0, 880, WIDTH, 400));
        p.fill(mix(UMBER, OCHRE, 0.25), rect(0, 862, WIDTH, 20));
        p.fill(mix(UMBER, INK, 0.12), poly(0, 882, WIDTH, 882, WIDTH, 1160, 0, 1160));
        Shape deskLight = poly(560, 882, 1560, 882, 1800, 1160, 500, 1160);
        p.fill(mix(UMBER, OCHRE, 0.35), deskLight);
        p.hatch(rect(0, 882, WIDTH, 278), mix(UMBER, INK, 0.5), 0.4, 17,
                (x, y) -> 0.1 + Math.abs(x - 1080) / 2100 + 0.25 * noise(x / 330 + y, 5));
        p.fill(mix(UMBER, OCHRE, 0.6), rect(0, 1160, WIDTH, 7));
        p.hatch(rect(0, 1170, WIDTH, 110), INK, 0, 15, (x, y) -> 0.25 + (y - 1170) / 200);

        standingFlag(p, 250, 1, OCHRE, mix(OCHRE, UMBER, 0.55), mix(OCHRE, CREAM, 0.35));
        standingFlag(p, 1670, -1, HAZE, mix(HAZE, DEEP, 0.6), mix(HAZE, CREAM, 0.5));
        notepad(p);
        telephone(p);
    }

    private static void seaChart(Plate p) {
        Shape sheet = rect(470, 130, 980, 620);
        p.fill(INK, rect(452, 126, 1034, 664));
        p.fill(UMBER, rect(440, 106, 1040, 668));
        p.fill(OCHRE, rect(452, 118, 1016, 644));
        p.fill(CREAM, sheet);
        Shape sea = rect(496, 156, 928, 568);
        p.within(sea, () -> {
            p.fill(mix(MIST, CREAM, 0.35), sea);
            Path2D west = blob(460, 120, 640, 130, 700, 200, 660, 262, 720, 330, 690, 420, 600, 440, 640, 520, 590, 610,
                    520, 660, 480, 760, 400, 700, 380, 300);
            Path2D east = blob(1460, 120, 1250, 140, 1190, 190, 1240, 250, 1180, 300, 1230, 390, 1330, 400, 1300, 480,
                    1360, 560, 1330, 640, 1400, 760, 1520, 700, 1520, 200);
            Path2D island = blob(930, 470, 990, 440, 1050, 470, 1040, 520, 980, 550, 925, 520);
            Color[] depths = {mix(MIST, HAZE, 0.25), mix(MIST, HAZE, 0.55), mix(MIST, HAZE, 0.85)};
            for (int i = 0; i < depths.length; i++) {
                for (Path2D land : List.of(west, east, island)) {
                    p.line(depths[i], 84 - i * 30, land);
                }
            }
            for (int i = 0; i < 8; i++) {
                p.line(mix(MIST, SLATE, 0.35), 1.6, 496 + i * 132, 150, 496 + i * 132, 730);
                p.line(mix(MIST, SLATE, 0.35), 1.6, 490, 156 + i * 114, 1430, 156 + i * 114);
            }
            for (Path2D land : List.of(west, east, island)) {
                p.fill(SAND, land);
                p.hatch(land, mix(SAND, OCHRE, 0.6), 35, 12, (x, y) -> 0.28);
                p.line(SLATE, 3, land);
            }
            p.line(BRICK, 5, curve(706, 330, 800, 400, 900, 400, 1010, 380, 1100, 330, 1178, 302));
            p.fill(BRICK, disc(706, 332, 12), disc(1178, 302, 12));
            for (int i = 0; i < 70; i++) {
                double x = p.any(720, 1180);
                p.fill(mix(HAZE, SLATE, 0.6), rect(x, p.any(170, 700), p.any(5, 9), 3));
            }
            compassRose(p, 830, 240, 74);
        });
        p.line(SLATE, 3, sea);
        for (int x = 0; x < 24; x++) {
            if (x % 2 == 0) {
                p.fill(SLATE, rect(496 + x * 38.66, 143, 38.66, 6), rect(496 + x * 38.66, 731, 38.66, 6));
            }
        }
    }

    private static void compassRose(Plate p, double cx, double cy, double r) {
        p.line(SLATE, 2, disc(cx, cy, r * 0.72));
        p.line(SLATE, 2, disc(cx, cy, r * 0.62));
        for (int i = 0; i < 8; i++) {
            double length = i % 2 == 0 ? r : r * 0.62;
            p.at(cx, cy, 1, i * 45, () -> {
                p.fill(SLATE, poly(0, 0, 0, -length, 11, -15));
                p.fill(CREAM, poly(0, 0, 0, -length, -11, -15));
                p.line(SLATE, 1.5, poly(0, 0, 0, -length, -11, -15));
            });
        }
        p.fill(BRICK, disc(cx, cy, 8));
    }

    /** A flag hanging in folds from a pole at x; {@code side} 1 hangs it to the right. */
    private static void standingFlag(Plate p, double x, int side, Color cloth, Color shade, Color light) {
        p.fill(veil(INK, 0.45), poly(x + 30, 880, x + 250, 880, x + 190, 330, x + 60, 250));
        p.fill(mix(OCHRE, UMBER, 0.35), rect(x - 8, 150, 16, 740));
        p.fill(AMBER, rect(x - 8, 150, 5, 740));
        p.fill(mix(OCHRE, UMBER, 0.2), poly(x, 96, x + 20, 140, x, 158, x - 20, 140));
        p.fill(AMBER, poly(x, 96, x, 158, x - 20, 140));
        p.fill(mix(OCHRE, UMBER, 0.6), rounded(x - 60, 868, 120, 22, 8), rounded(x - 34, 846, 68, 26, 8));
        p.at(x, 0, 1, 0, () -> p.at(0, 0, side == 1 ? 1 : -1, 0, () -> {
            Path2D drape = blob(-8, 188, 40, 196, 96, 250, 128, 330, 172, 430, 196, 560, 208, 690, 196, 782, 150, 770,
                    128, 806, 84, 790, 50, 820, 10, 800, -14, 760, -8, 600, -14, 380);
            p.fill(cloth, drape);
            p.within(drape, () -> {
                p.fill(shade, curve(70, 190, 150, 420, 170, 640, 160, 830, 120, 830, 128, 620, 104, 420));
                p.fill(shade, curve(10, 230, 60, 460, 78, 680, 70, 840, 26, 840, 40, 660, 24, 440));
                p.fill(light, cut(34, 240, 100, 800, 16, -14), cut(110, 320, 186, 790, 12, -16), cut(0, 330, 12, 800,
                        10, -6));
                p.hatch(drape, shade, 84, 11, (a, b) -> 0.16 + 0.38 * Math.sin(a / 15.0 - b / 190) + (b - 500) / 1800);
            });
            p.line(shade, 3, drape);
        }));
        p.fill(AMBER, disc(x, 196, 12));
    }

    private static void notepad(Plate p) {
        p.fill(veil(INK, 0.4), poly(1376, 1010, 1716, 1010, 1800, 1128, 1416, 1128));
        p.fill(CREAM, poly(1366, 1000, 1700, 1000, 1776, 1114, 1404, 1114));
        p.fill(BRICK, poly(1366, 1000, 1700, 1000, 1710, 1016, 1371, 1016));
        for (int i = 0; i < 4; i++) {
            p.line(MIST, 3, 1396 + i * 7, 1036 + i * 18, 1704 + i * 12, 1036 + i * 18);
        }
        p.line(INK, 12, 1500, 1094, 1690, 1030);
        p.line(OCHRE, 12, 1660, 1040, 1690, 1030);
        p.fill(veil(INK, 0.4), poly(196, 1034, 470, 1034, 452, 1120, 150, 1120));
        p.fill(mix(CREAM, SAND, 0.4), poly(186, 1022, 456, 1022, 430, 1106, 136, 1106));
        p.fill(CREAM, poly(206, 1008, 470, 1018, 440, 1100, 160, 1088));
        for (int i = 0; i < 4; i++) {
            p.line(HAZE, 3, 226 - i * 11, 1028 + i * 15, 440 - i * 7, 1036 + i * 15);
        }
    }

    private static void telephone(Plate p) {
        p.fill(veil(INK, 0.5), blob(700, 1080, 1000, 1040, 1290, 1000, 1480, 1020, 1500, 1060, 1300, 1104, 900, 1112));
        coil(p, curve(690, 740, 590, 800, 540, 900, 470, 960, 520, 1050, 640, 1080, 720, 1050));
        Path2D body = new Path2D.Double();
        body.moveTo(640, 1090);
        body.curveTo(640, 1010, 760, 950, 790, 800);
        body.curveTo(800, 750, 830, 742, 870, 742);
        body.lineTo(1050, 742);
        body.curveTo(1090, 742, 1120, 750, 1130, 800);
        body.curveTo(1160, 950, 1280, 1010, 1280, 1090);
        body.quadTo(1280, 1104, 1262, 1104);
        body.lineTo(658, 1104);
        body.quadTo(640, 1104, 640, 1090);
        body.closePath();
        p.fill(BRICK, body);
        p.within(body, () -> {
            p.fill(EMBER, curve(1090, 730, 1110, 860, 1180, 980, 1240, 1110, 1320, 1110, 1300, 980, 1160, 800));
            p.hatch(body, EMBER, 62, 12, (x, y) -> (x - 900) / 420 - 0.05);
            p.fill(EMBER, rect(630, 1078, 670, 30));
            p.fill(mix(BRICK, CREAM, 0.4), cut(806, 790, 690, 1030, 12, -16), cut(836, 762, 1000, 758, 7, 0));
        });
        // Cradle and rest
        for (int side : new int[] {-1, 1}) {
            p.fill(EMBER, poly(960 + side * 70, 748, 960 + side * 150, 748, 960 + side * 168, 690, 960 + side * 138,
                    690, 960 + side * 120, 722, 960 + side * 70, 728));
        }
        dial(p, 960, 920, 142);
        handset(p);
    }

    private static void dial(Plate p, double cx, double cy, double r) {
        p.fill(EMBER, disc(cx + 5, cy + 8, r + 14));
        p.fill(INK, disc(cx, cy, r + 6));
        p.fill(CREAM, disc(cx, cy, r));
        p.hatch(disc(cx, cy, r), SAND, 62, 10, (x, y) -> (x - cx) / r * 0.8);
        for (int i = 0; i < 10; i++) {
            double turn = Math.toRadians(-62 - i * 29.5);
            double x = cx + Math.cos(turn) * r * 0.74;
            double y = cy + Math.sin(turn) * r * 0.74;
            p.fill(INK, disc(x, y, r * 0.135));
            p.fill(BRICK, disc(x + 3, y + 4, r * 0.095));
        }
        p.fill(SLATE, disc(cx, cy, r * 0.40));
        p.fill(MIST, disc(cx - 3, cy - 3, r * 0.35));
        p.fill(SAND, disc(cx, cy, r * 0.24));
        p.line(SLATE, 10, cx + r * 0.62, cy + r * 0.52, cx + r * 0.95, cy + r * 0.74);
    }

    private static void handset(Plate p) {
        Path2D grip = blob(610, 640, 650, 596, 740, 584, 860, 606, 960, 612, 1060, 606, 1180, 584, 1270, 596, 1310, 640,
                1318, 700, 1290, 736, 1190, 738, 1160, 706, 1120, 676, 960, 668, 800, 676, 760, 706, 730, 738, 630, 736,
                602, 700);
        p.fill(veil(INK, 0.35), poly(800, 690, 1130, 690, 1128, 720, 812, 720));
        p.fill(BRICK, grip);
        p.within(grip, () -> {
            p.fill(EMBER, rect(590, 712, 160, 40), rect(1176, 712, 160, 40));
            p.hatch(grip, EMBER, 4, 10, (x, y) -> (y - 612) / 130 + (x - 960) / 1700);
            p.fill(mix(BRICK, CREAM, 0.5), cut(640, 622, 850, 622, 12, 5), cut(870, 628, 1080, 626, 7, -2),
                    cut(1100, 616, 1240, 608, 8, 2));
        });
        p.line(EMBER, 3, grip);
        p.fill(INK, rounded(620, 732, 122, 14, 6), rounded(1178, 732, 122, 14, 6));
    }

    /** A coiled cord along a path, as a row of overlapping loops. */
    private static void coil(Plate p, Path2D path) {
        PathIterator walk = path.getPathIterator(null, 0.5);
        double[] c = new double[6];
        double lastX = 0;
        double lastY = 0;
        double left = 0;
        while (!walk.isDone()) {
            boolean start = walk.currentSegment(c) == PathIterator.SEG_MOVETO;
            double length = start ? 0 : Math.hypot(c[0] - lastX, c[1] - lastY);
            double turn = Math.toDegrees(Math.atan2(c[1] - lastY, c[0] - lastX));
            for (double t = left; t < length; t += 13) {
                p.at(lastX + (c[0] - lastX) * t / length, lastY + (c[1] - lastY) * t / length, 1, turn + 18, () -> {
                    p.line(INK, 9, oval(0, 3, 8, 20));
                    p.line(BRICK, 5, oval(0, 0, 8, 20));
                });
            }
            left = start ? 0 : ((left - length) % 13 + 13) % 13;
            lastX = c[0];
            lastY = c[1];
            walk.next();
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // harbour-dawn
    // ---------------------------------------------------------------------------------------------------------------

    private static void harbourDawn(Plate p) {
        double waterline = 850;
        p.bands(0, waterline, DEEP, SEA, mix(SEA, HAZE, 0.6), mix(HAZE, SAND, 0.45), SAND, AMBER, mix(AMBER, BRICK,
                0.28));
        p.glow(CREAM, 300, 610, 480, 5, 0.5);
        p.fill(mix(BRICK, AMBER, 0.12), disc(300, 610, 150));
        p.within(disc(300, 610, 150), () -> p.hatch(rect(140, 610, 320, 160), AMBER, 0, 15, (x, y) -> (y - 610) / 170));
        for (double[] cloud : new double[][] {
            {90, 640, 640, 24}, {-40, 690, 330, 15}, {980, 500, 1500, 22}, {1180, 540, 1800, 18}, {-60, 380, 420, 26},
                    {180, 410, 620, 14},
            {1240, 300, 1860, 30}, {700, 262, 1120, 16}
        }) {
            p.fill(mix(SEA, SAND, 0.30), cut(cloud[0], cloud[1], cloud[2], cloud[1], cloud[3], -4));
            p.fill(mix(AMBER, CREAM, 0.4), cut(cloud[0] + 60, cloud[1] + cloud[3] * 0.5, cloud[2] - 90,
                    cloud[1] + cloud[3] * 0.5, 6, 2));
        }
        // Far shore, and the far terminal in the haze
        Color far = mix(HAZE, BRICK, 0.30);
        p.fill(far, below(x -> 800 + 26 * noise(x / 190, 3) + 10 * noise(x / 47, 4) + x / 60));
        for (double[] c : new double[][] {{150, 0.30}, {270, 0.34}, {1000, 0.3}, {1110, 0.33}}) {
            crane(p, c[0], 840, c[1], mix(far, SEA, 0.35), null);
        }

        Color[] water = {mix(AMBER, BRICK, 0.22), mix(SAND, HAZE, 0.3), mix(HAZE, SAND, 0.15), mix(SEA, HAZE, 0.5), SEA,
                DEEP};
        p.within(rect(0, waterline, WIDTH, 430), () -> p.bands(waterline, HEIGHT, water));
        for (int i = 0; i < 120; i++) {
            double t = Math.pow(p.any(0, 1), 1.3);
            double half = 70 + 150 * t;
            double length = p.any(40, 110) * (0.5 + 1.4 * t);
            double x = 330 + p.any(-half, half) - length / 2;
            double y = waterline + 6 + t * 410;
            p.fill(p.one(BRICK, AMBER, AMBER, CREAM), cut(x, y, x + length, y, 5 + 13 * t, 0));
        }
        p.ripples(DEEP, waterline + 60, HEIGHT, 130, 0, WIDTH);
        containerShip(p, waterline);

        crane(p, 1330, 980, 1.0, mix(DEEP, NAVY, 0.3), BRICK);
        crane(p, 1640, 1010, 1.13, NAVY, OCHRE);
        quay(p);
        p.gull(NAVY, 560, 330, 96, -8);
        p.gull(NAVY, 690, 262, 68, 10);
        p.gull(NAVY, 470, 470, 54, -4);
    }

    /** A ship-to-shore crane whose boom reaches left over the water; the load hangs from its trolley. */
    private static void crane(Plate p, double x, double ground, double scale, Color steel, Color load) {
        p.at(x, ground, scale, 0, () -> {
            for (double leg : new double[] {-100, 110}) {
                p.fill(steel, poly(leg - 14, 0, leg + 14, 0, leg * 0.86 + 11, -560, leg * 0.86 - 11, -560));
                p.fill(steel, rounded(leg - 46, -22, 92, 26, 6));
            }
            p.fill(steel, rect(-108, -190, 220, 20), rect(-96, -560, 200, 22));
            p.line(steel, 9, -100, -180, 98, -550);
            p.line(steel, 9, 106, -180, -92, -550);
            // Boom and its lattice
            p.fill(steel, rect(-640, -590, 980, 12), rect(-640, -552, 980, 12));
            for (int i = 0; i < 35; i++) {
                p.line(steel, 5, -640 + i * 28, i % 2 == 0 ? -584 : -546, -612 + i * 28, i % 2 == 0 ? -546 : -584);
            }
            p.fill(steel, poly(-70, -560, -50, -560, 6, -790, -8, -790), poly(84, -560, 62, -560, -2, -790, 8, -790),
                    disc(0, -790, 14));
            p.line(steel, 6, -4, -788, -360, -588);
            p.line(steel, 6, -4, -788, -610, -588);
            p.line(steel, 6, 4, -788, 320, -588);
            p.fill(steel, rect(150, -640, 150, 54), rect(170, -656, 60, 20));
            double trolley = -400;
            p.fill(steel, rect(trolley - 34, -544, 68, 22), rect(trolley + 40, -540, 34, 40));
            if (load != null) {
                p.line(steel, 4, trolley - 24, -524, trolley - 40, -340);
                p.line(steel, 4, trolley + 24, -524, trolley + 40, -340);
                p.fill(steel, rect(trolley - 66, -344, 132, 12));
                p.fill(load, rect(trolley - 70, -330, 140, 56));
                for (int i = 1; i < 10; i++) {
                    p.line(mix(load, INK, 0.35), 3, trolley - 70 + i * 14, -328, trolley - 70 + i * 14, -276);
                }
                p.fill(mix(AMBER, CREAM, 0.3), rect(trolley + 46, -532, 20, 16));
                p.fill(AMBER, rect(168, -626, 18, 18), rect(200, -626, 18, 18));
            }
        });
    }

    private static void containerShip(Plate p, double waterline) {
        double keel = waterline + 66;
        Color[] boxes = {BRICK, EMBER, mix(OCHRE, UMBER, 0.2), SLATE, SEA, mix(HAZE, SLATE, 0.3), mix(SAND, SLATE, 0.3),
                DEEP};
        for (int bay = 0; bay < 11; bay++) {
            int tiers = new int[] {3, 4, 5, 5, 6, 6, 5, 6, 6, 5, 4}[bay];
            double x = 250 + bay * 86;
            for (int tier = 0; tier < tiers; tier++) {
                double y = waterline - 92 - tier * 37;
                Color box = p.one(boxes);
                p.fill(box, rect(x, y, 82, 35));
                p.fill(mix(box, AMBER, 0.45), rect(x, y, 5, 35), rect(x, y, 82, 4));
                for (int rib = 1; rib < 9; rib++) {
                    p.fill(mix(box, INK, 0.3), rect(x + 4 + rib * 8.6, y + 6, 2.6, 26));
                }
                p.fill(mix(box, INK, 0.35), rect(x + 68, y + 4, 14, 31));
            }
        }
        // The bridge, aft
        p.fill(mix(CREAM, SLATE, 0.45), rect(1206, waterline - 372, 104, 330));
        p.fill(mix(SAND, AMBER, 0.35), rect(1206, waterline - 372, 16, 330));
        p.fill(mix(CREAM, SLATE, 0.55), rect(1180, waterline - 384, 156, 40));
        for (int row = 0; row < 7; row++) {
            for (int window = 0; window < 5; window++) {
                p.fill(row == 0 ? INK : p.chance(0.45) ? AMBER : NAVY, rect(1228 + window * 16,
                        waterline - 370 + row * 40, 10, 14));
            }
        }
        p.fill(BRICK, poly(1330, waterline - 300, 1384, waterline - 300, 1378, waterline - 60, 1330, waterline - 60));
        p.fill(NAVY, rect(1330, waterline - 308, 55, 30));
        p.line(NAVY, 6, 1258, waterline - 384, 1258, waterline - 460);
        p.line(NAVY, 4, 1232, waterline - 430, 1284, waterline - 430);

        Path2D hull = new Path2D.Double();
        hull.moveTo(128, waterline - 100);
        hull.quadTo(196, waterline - 66, 236, waterline - 62);
        hull.lineTo(1430, waterline - 52);
        hull.quadTo(1424, waterline + 20, 1404, keel);
        hull.lineTo(214, keel);
        hull.quadTo(168, waterline - 10, 128, waterline - 100);
        hull.closePath();
        p.fill(NAVY, hull);
        p.within(hull, () -> {
            p.fill(EMBER, rect(100, waterline + 24, 1400, 50));
            p.fill(mix(BRICK, AMBER, 0.2), rect(100, waterline + 20, 1400, 6));
            p.fill(mix(SLATE, AMBER, 0.4), cut(140, waterline - 88, 1440, waterline - 50, 7, 12));
            p.hatch(hull, INK, 0, 14, (x, y) -> (x - 500) / 1300);
            p.hatch(rect(120, waterline - 100, 300, 120), mix(SLATE, AMBER, 0.3), 68, 13,
                    (x, y) -> 0.5 - (x - 140) / 260);
        });
        p.line(mix(SLATE, AMBER, 0.4), 4, 150, waterline - 92, 150, waterline - 160);
        for (int i = 0; i < 50; i++) {
            double y = keel + p.any(0, 90);
            double x = p.any(190, 1400);
            p.fill(p.one(NAVY, NAVY, EMBER, INK), cut(x, y, x + p.any(60, 200), y, p.any(5, 13), 0));
        }
    }

    private static void quay(Plate p) {
        Path2D stone = poly(1130, 990, WIDTH, 962, WIDTH, HEIGHT, 1010, HEIGHT);
        p.fill(NAVY, stone);
        p.fill(mix(SLATE, AMBER, 0.25), poly(1130, 990, WIDTH, 962, WIDTH, 982, 1124, 1010));
        p.within(stone, () -> {
            for (int row = 0; row < 6; row++) {
                double y = 1046 + row * 44;
                p.line(INK, 4, 1000, y + 6, WIDTH, y - 14);
                for (int i = 0; i < 9; i++) {
                    double x = 1030 + i * 116 + row % 2 * 58;
                    p.line(INK, 4, x, y - 40, x - 6, y);
                }
            }
            p.hatch(stone, INK, 90, 15, (x, y) -> (y - 1020) / 420);
        });
        for (double x : new double[] {1226, 1486, 1776}) {
            double y = 984 - (x - 1130) * 0.035;
            p.fill(INK, rounded(x - 18, y - 46, 36, 58, 6), rounded(x - 30, y - 58, 60, 22, 10));
            p.fill(mix(BRICK, AMBER, 0.4), rounded(x - 28, y - 56, 20, 6, 3));
        }
        p.line(INK, 7, curve(1226, 946, 1170, 960, 1130, 900, 1096, 830));
        for (int i = 0; i < 4; i++) {
            p.fill(INK, oval(1142 - i * 16, 1080 + i * 62, 22, 28));
            p.fill(SLATE, oval(1138 - i * 16, 1076 + i * 62, 9, 12));
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // ferry-crossing
    // ---------------------------------------------------------------------------------------------------------------

    private static void ferryCrossing(Plate p) {
        double horizon = 640;
        p.bands(0, horizon, mix(SEA, HAZE, 0.55), HAZE, mix(HAZE, MIST, 0.6), MIST, mix(MIST, CREAM, 0.6), CREAM);
        cloud(p, 1380, 330, 1.25);
        cloud(p, 420, 440, 0.85);
        cloud(p, 1010, 520, 0.55);
        // Islands, paler with distance, lit from the right
        headland(p, mix(MIST, HAZE, 0.35), mix(MIST, HAZE, 0.7), horizon, 300, 980, 120, 11);
        headland(p, mix(HAZE, MIST, 0.2), mix(HAZE, SEA, 0.45), horizon, 1050, 2350, 240, 23);
        headland(p, mix(SEA, HAZE, 0.45), SEA, horizon, -420, 600, 300, 37);

        p.within(rect(0, horizon, WIDTH, 640), () -> p.bands(horizon, HEIGHT, mix(MIST, HAZE, 0.4), mix(HAZE, SEA,
                0.25),
                mix(HAZE, SEA, 0.65), SEA, mix(SEA, DEEP, 0.6), DEEP, mix(DEEP, NAVY, 0.7)));
        p.ripples(mix(MIST, CREAM, 0.5), horizon + 8, 900, 80, 0, WIDTH);
        p.ripples(DEEP, horizon + 60, 1000, 70, 0, WIDTH);

        p.at(1010, 850, 0.90, 0, () -> ferry(p));
        waves(p);
        p.gull(CREAM, 360, 250, 250, -14);
        p.gull(CREAM, 640, 150, 150, 8);
        p.gull(CREAM, 1560, 190, 190, 16);
        p.gull(mix(CREAM, MIST, 0.4), 1230, 150, 90, -6);
        p.gull(mix(CREAM, MIST, 0.4), 160, 470, 84, 4);
    }

    private static void cloud(Plate p, double x, double y, double scale) {
        p.at(x, y, scale, 0, () -> {
            Shape top = union(oval(0, 0, 170, 62), oval(-150, 24, 130, 44), oval(150, 20, 140, 46), oval(-50, -44, 96,
                    56), oval(70, -30, 84, 52), oval(260, 44, 110, 26), oval(-270, 46, 100, 22));
            Shape flat = minus(top, rect(-500, 52, 1000, 200));
            p.fill(mix(CREAM, MIST, 0.15), flat);
            p.hatch(flat, mix(MIST, HAZE, 0.45), 0, 15, (a, b) -> (b + 4) / 78 - a / 900);
        });
    }

    /** A hill between two points of the horizon with its shaded flank cut in. */
    private static void headland(Plate p, Color tone, Color shade, double base, double from, double to, double height,
            int seed) {
        Path2D land = new Path2D.Double();
        land.moveTo(from, base + 4);
        for (double x = from; x <= to; x += 6) {
            double t = (x - from) / (to - from);
            double rise = Math.pow(Math.sin(Math.PI * t), 0.8);
            land.lineTo(x, base - height * rise * (0.72 + 0.28 * noise(t * 5, seed)) - 6 * noise(t * 31,
                    seed + 1) * rise);
        }
        land.lineTo(to, base + 4);
        land.closePath();
        p.fill(tone, land);
        p.hatch(land, shade, 64, 15,
                (x, y) -> 0.30 + (y - base + height * 0.4) / height * 0.5 + 0.5 * noise((x + (y - base) * 0.6) / 90,
                seed + 2) - (x - from) / (to - from) * 0.2);
        p.fill(shade, rect(from, base - 2, to - from, 5));
    }

    /** Drawn about the middle of its waterline, heading right; 1200 long. */
    private static void ferry(Plate p) {
        Color shade = mix(CREAM, SLATE, 0.38);
        // Smoke
        for (int i = 0; i < 7; i++) {
            p.fill(veil(SLATE, 0.30 - i * 0.03), oval(-330 - i * 70, -470 - i * 17 + 10 * Math.sin(i * 2.0),
                    42 + i * 14, 17 + i * 5));
        }
        Path2D hull = new Path2D.Double();
        hull.moveTo(-560, -150);
        hull.lineTo(560, -150);
        hull.curveTo(600, -150, 630, -158, 650, -170);
        hull.curveTo(620, -90, 590, -30, 560, 40);
        hull.lineTo(-520, 40);
        hull.curveTo(-560, 20, -566, -60, -560, -150);
        hull.closePath();
        // Decks
        p.fill(CREAM, poly(-520, -148, 520, -148, 470, -262, -500, -262), poly(-440, -262, 400, -262, 350, -340, -420,
                -340));
        p.fill(shade, rect(-500, -268, 975, 9), rect(-424, -346, 780, 9));
        p.fill(CREAM, poly(190, -346, 370, -346, 330, -412, 190, -412));
        p.fill(INK, poly(206, -402, 326, -402, 346, -370, 206, -370));
        p.fill(CREAM, rect(228, -404, 7, 40), rect(262, -404, 7, 40), rect(296, -404, 7, 40));
        p.fill(BRICK, poly(184, -412, 346, -412, 340, -426, 184, -426));
        for (int i = 0; i < 21; i++) {
            p.fill(DEEP, rounded(-466 + i * 43, -240, 30, 26, 5));
            p.fill(mix(DEEP, MIST, 0.6), poly(-466 + i * 43, -240 + 22, -466 + i * 43, -238, -450 + i * 43, -238));
        }
        for (int i = 0; i < 17; i++) {
            p.fill(i % 6 == 5 ? CREAM : DEEP, rounded(-390 + i * 34, -318, 22, 24, 4));
        }
        p.hatch(rect(-500, -206, 1000, 54), shade, 0, 11, (x, y) -> (y + 210) / 90);
        // Funnel, boats, mast
        p.fill(BRICK, poly(-330, -346, -210, -346, -230, -470, -330, -470));
        p.fill(EMBER, poly(-330, -346, -296, -346, -304, -470, -330, -470));
        p.fill(CREAM, poly(-330, -416, -221, -416, -225, -440, -330, -440));
        p.fill(INK, rect(-332, -478, 104, 14));
        for (int i = 0; i < 3; i++) {
            double x = -150 + i * 112;
            p.fill(OCHRE, poly(x, -362, x + 84, -362, x + 70, -340, x + 12, -340));
            p.fill(mix(OCHRE, UMBER, 0.5), poly(x + 6, -352, x + 78, -352, x + 70, -340, x + 12, -340));
            p.line(SLATE, 4, x + 8, -346, x + 8, -384);
            p.line(SLATE, 4, x + 76, -346, x + 76, -384);
        }
        p.line(SLATE, 7, 270, -426, 262, -540);
        p.line(SLATE, 4, 236, -500, 292, -500);
        p.line(SLATE, 2.5, 262, -536, 640, -172);
        p.line(SLATE, 2.5, 262, -536, -280, -474);
        // Rails
        for (int i = 0; i < 40; i++) {
            p.line(shade, 3, -490 + i * 24.2, -262, -490 + i * 24.2, -286);
        }
        p.line(shade, 3, -490, -284, 456, -284);

        p.fill(DEEP, hull);
        p.within(hull, () -> {
            p.fill(CREAM, rect(-600, -160, 1300, 22));
            p.fill(BRICK, rect(-600, -8, 1300, 60));
            p.fill(CREAM, rect(-600, -14, 1300, 7));
            p.hatch(rect(-600, -138, 1300, 126), NAVY, 0, 13, (x, y) -> 0.62 - (x + 560) / 1100);
            // The car deck: openings with cars in them
            for (int i = 0; i < 7; i++) {
                double x = -430 + i * 128;
                p.fill(INK, rounded(x, -116, 96, 56, 10));
                Color car = p.one(BRICK, OCHRE, HAZE, CREAM, SLATE);
                p.fill(car, rounded(x + 16, -84, 62, 20, 5), poly(x + 28, -82, x + 38, -98, x + 62, -98, x + 72, -82));
                p.fill(MIST, poly(x + 34, -84, x + 41, -94, x + 50, -94, x + 50, -84));
                p.fill(INK, rect(x, -64, 96, 6));
            }
            p.fill(EMBER, rect(-600, 26, 1300, 30));
        });
        p.fill(CREAM, poly(496, -128, 520, -128, 512, -102, 488, -102));
        // Bow wave and wash
        p.fill(CREAM, curve(640, 52, 610, 22, 580, -6, 556, 10, 500, 28, 420, 26, 340, 44, 250, 40, 160, 52, 640, 60));
        p.fill(CREAM, curve(-500, 60, -540, 20, -600, 30, -680, 28, -760, 44, -900, 42, -1000, 58, -700, 62));
        p.fill(mix(CREAM, HAZE, 0.5), cut(-960, 60, 620, 60, 18, 0));
        p.fill(CREAM, cut(-1000, 84, -300, 84, 15, 0), cut(-200, 90, 420, 90, 10, 0), cut(470, 80, 760, 80, 12, 0),
                cut(-820, 110, -420, 110, 10, 0));
        for (int i = 0; i < 46; i++) {
            double x = p.any(-520, 560);
            double y = p.any(64, 150);
            p.fill(p.one(DEEP, DEEP, NAVY, BRICK), cut(x, y, x + p.any(50, 170), y, p.any(4, 10), 0));
        }
    }

    private static void waves(Plate p) {
        Color[] tones = {mix(SEA, DEEP, 0.6), DEEP, mix(DEEP, NAVY, 0.6), NAVY};
        for (int i = 0; i < tones.length; i++) {
            double y = 1000 + i * 78;
            double length = 250 + i * 70;
            double height = 20 + i * 9;
            double shift = i * 137;
            int seed = i;
            DoubleUnaryOperator crest = x -> {
                double phase = ((x + shift) / length) % 1;
                return y - height * (Math.pow(Math.abs(Math.sin(Math.PI * phase)), 1.6)) * (1 + 0.3 * noise(x / 300,
                        seed)) + 8 * noise(x / 500, 9);
            };
            p.fill(tones[i], below(crest));
            for (double x = -length; x < WIDTH + length; x += length) {
                double top = x - shift % length + length / 2;
                double cy = crest.applyAsDouble(top);
                p.fill(mix(MIST, CREAM, 0.4), cut(top - length * 0.36, cy + height * 0.62, top + length * 0.22, cy + 2,
                        8 + i * 2, -height * 0.16));
                p.fill(SEA, cut(top - length * 0.30, cy + height * 1.1, top + length * 0.34, cy + height * 0.7,
                        7 + i * 2, -height * 0.2));
                p.fill(SEA, cut(top - length * 0.14, cy + height * 1.6, top + length * 0.46, cy + height * 1.35, 6 + i,
                        -height * 0.1));
            }
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // lighthouse-storm
    // ---------------------------------------------------------------------------------------------------------------

    private static void lighthouseStorm(Plate p) {
        p.fill(NAVY, rect(0, 0, WIDTH, HEIGHT));
        Shape sky = rect(0, 0, WIDTH, 900);
        p.fill(mix(NAVY, DEEP, 0.5), sky);
        // Cloud rolls that lean with the wind
        Color[] rolls = {mix(DEEP, SLATE, 0.55), mix(DEEP, SLATE, 0.25), DEEP, mix(DEEP, NAVY, 0.5), NAVY,
                mix(NAVY, INK, 0.5)};
        for (int i = 0; i < rolls.length; i++) {
            double y = 700 - i * 140;
            int seed = 40 + i;
            Path2D roll = new Path2D.Double();
            roll.moveTo(-20, -20);
            for (int x = -20; x <= WIDTH + 20; x += 5) {
                double bulge = Math.abs(Math.sin(x / 128.0 + seed * 1.7 + noise(x / 300.0, seed) * 1.4));
                roll.lineTo(x, y + 76 * bulge * (0.7 + 0.3 * noise(x / 170.0, seed)) - x * 0.06 + 40 * noise(x / 600.0,
                        seed));
            }
            roll.lineTo(WIDTH + 20, -20);
            roll.closePath();
            p.fill(rolls[i], roll);
            Color next = rolls[Math.min(i + 1, rolls.length - 1)];
            p.hatch(roll, next, -5, 17, (x, yy) -> 0.75 - (yy - y + 190 + x * 0.06) / 190);
        }
        double lampX = 1370;
        double lampY = 318;
        // The beam to the left, and its fainter back
        p.fill(veil(CREAM, 0.16), poly(lampX, lampY - 12, -20, 40, -20, 700, lampX, lampY + 12));
        p.fill(veil(AMBER, 0.30), poly(lampX, lampY - 10, -20, 170, -20, 560, lampX, lampY + 10));
        p.fill(veil(CREAM, 0.40), poly(lampX, lampY - 7, -20, 285, -20, 440, lampX, lampY + 7));
        p.fill(veil(AMBER, 0.22), poly(lampX, lampY - 10, WIDTH + 20, 210, WIDTH + 20, 400, lampX, lampY + 10));
        p.glow(AMBER, lampX, lampY, 190, 4, 0.55);

        // Rain
        for (int i = 0; i < 150; i++) {
            double x = p.any(-50, WIDTH + 100);
            double y = p.any(0, 860);
            double length = p.any(40, 130);
            p.fill(veil(MIST, 0.35), cut(x, y, x - length * 0.42, y + length, 3.4, 0));
        }
        p.fill(mix(DEEP, NAVY, 0.4), below(x -> 742 + 10 * noise(x / 60, 7)));
        p.ripples(mix(SEA, HAZE, 0.3), 752, 860, 60, 0, WIDTH);
        stormWave(p, 830, 330, 92, 60, mix(SEA, DEEP, 0.45), 61);
        lighthouse(p, lampX, lampY);
        stormWave(p, 1000, 480, 150, -90, mix(DEEP, SEA, 0.25), 71);
        spray(p, 1180, 900, 240);
        stormWave(p, 1150, 620, 190, 250, mix(NAVY, DEEP, 0.45), 83);
        stormWave(p, 1300, 760, 170, 30, mix(NAVY, INK, 0.35), 97);
    }

    private static void lighthouse(Plate p, double x, double lampY) {
        Path2D rock = poly(1010, 1040, 1060, 930, 1130, 900, 1160, 850, 1250, 826, 1300, 800, 1450, 796, 1500, 820,
                1570, 826, 1640, 880, 1740, 900, 1790, 960, 1900, 990, 1940, 1060);
        p.fill(INK, rock);
        p.hatch(rock, mix(SLATE, NAVY, 0.3), 62, 19, (a, b) -> 0.45 - (a - 1100) / 1000 + 0.4 * noise(a / 60 + b / 90,
                5));
        Path2D tower = poly(x - 108, 812, x + 108, 812, x + 64, 400, x - 64, 400);
        p.fill(CREAM, tower);
        p.within(tower, () -> {
            p.fill(BRICK, rect(x - 130, 500, 260, 98), rect(x - 130, 694, 260, 98));
            p.hatch(tower, mix(DEEP, NAVY, 0.5), 0, 13, (a, b) -> (a - x + 22) / 112);
            p.fill(NAVY, poly(x + 62, 400, x + 120, 400, x + 120, 820, x + 92, 820));
            for (double[] w : new double[][] {{-14, 442}, {8, 630}, {-16, 730}}) {
                p.fill(INK, rounded(x + w[0], w[1], 26, 40, 12));
                p.fill(AMBER, rounded(x + w[0] + 4, w[1] + 5, 15, 32, 8));
            }
        });
        p.fill(INK, poly(x - 96, 400, x + 96, 400, x + 76, 376, x - 76, 376));
        for (int i = 0; i <= 10; i++) {
            p.line(INK, 5, x - 92 + i * 18.4, 398, x - 92 + i * 18.4, 352);
        }
        p.line(INK, 6, x - 94, 352, x + 94, 352);
        p.fill(AMBER, rect(x - 44, 270, 88, 108));
        p.fill(CREAM, oval(x, lampY, 30, 40));
        for (int i = 0; i <= 4; i++) {
            p.line(INK, 6, x - 44 + i * 22, 270, x - 44 + i * 22, 376);
        }
        p.line(INK, 5, x - 44, 324, x + 44, 324);
        p.fill(BRICK, poly(x - 62, 272, x + 62, 272, x + 34, 226, x, 206, x - 34, 226));
        p.fill(EMBER, poly(x + 10, 272, x + 62, 272, x + 34, 226, x, 206));
        p.fill(INK, rect(x - 66, 266, 132, 10), disc(x, 202, 10), rect(x - 3, 158, 6, 40));
        // The keeper's house, in the lee
        p.fill(mix(CREAM, SLATE, 0.5), rect(1494, 756, 132, 72));
        p.fill(EMBER, poly(1482, 758, 1638, 758, 1608, 706, 1512, 706));
        p.fill(AMBER, rect(1520, 776, 22, 26), rect(1574, 776, 22, 26));
    }

    /** A row of steep seas whose crests curl to the left and break. */
    private static void stormWave(Plate p, double y, double length, double height, double shift, Color tone, int seed) {
        for (double x0 = -length * 1.5 + shift % length; x0 < WIDTH + length; x0 += length) {
            double h = height * (0.86 + 0.3 * noise(x0 / 270, seed));
            double x = x0;
            Path2D wave = new Path2D.Double();
            wave.moveTo(x - length * 0.9, HEIGHT + 20);
            wave.curveTo(x - length * 0.75, y + h * 0.9, x - length * 0.5, y + h * 0.3, x - length * 0.26,
                    y + h * 0.16);
            wave.curveTo(x + length * 0.05, y + h * 0.1, x + length * 0.22, y - h * 0.35, x + length * 0.18,
                    y - h * 0.72);
            wave.curveTo(x + length * 0.25, y - h * 0.98, x + length * 0.42, y - h * 1.12, x + length * 0.55,
                    y - h * 0.86);
            wave.curveTo(x + length * 0.75, y - h * 0.4, x + length * 0.95, y + h * 0.05, x + length * 1.35,
                    y + h * 0.1);
            wave.lineTo(x + length * 1.35, HEIGHT + 20);
            wave.closePath();
            p.fill(tone, wave);
            p.within(wave, () -> {
                // Lines that follow the back of the sea
                for (int i = 0; i < 7; i++) {
                    double d = 0.16 + i * 0.17;
                    p.fill(mix(tone, i % 2 == 0 ? HAZE : SEA, 0.5), cut(x + length * (0.40 + i * 0.02),
                            y - h * (0.92 - d), x + length * (1.02 + i * 0.05), y + h * (0.0 + d * 0.85), 7 + h / 26,
                            h * 0.10));
                    p.fill(mix(tone, INK, 0.45), cut(x + length * (0.19 - i * 0.02), y - h * (0.62 - d * 0.9),
                            x - length * 0.22, y + h * (0.1 + d), 6 + h / 30, -h * 0.09));
                }
                p.fill(mix(tone, INK, 0.5), curve(x + length * 0.16, y - h * 0.70, x + length * 0.25, y - h * 0.4,
                        x + length * 0.1, y - h * 0.02, x - length * 0.2, y + h * 0.1, x + length * 0.06, y - h * 0.12,
                        x + length * 0.17, y - h * 0.4));
            });
            foam(p, x, y, length, h);
        }
    }

    /** The broken crest: a ragged cap that curls forward, fingers that drip from it and streaks down the back. */
    private static void foam(Plate p, double x, double y, double length, double h) {
        Path2D cap = curve(x + length * 0.13, y - h * 0.44, x + length * 0.12, y - h * 0.72, x + length * 0.24,
                y - h * 1.02, x + length * 0.42, y - h * 1.13, x + length * 0.62, y - h * 0.84, x + length * 0.82,
                y - h * 0.36, x + length * 0.60, y - h * 0.70, x + length * 0.46, y - h * 0.84, x + length * 0.36,
                y - h * 0.80, x + length * 0.28, y - h * 0.62, x + length * 0.22, y - h * 0.60, x + length * 0.19,
                y - h * 0.42);
        p.fill(CREAM, cap);
        for (int i = 0; i < 6; i++) {
            double t = i / 5.0;
            double fx = x + length * (0.14 + t * 0.36);
            double fy = y - h * (0.56 + 0.34 * Math.sin(t * Math.PI * 0.62));
            double drip = h * p.any(0.18, 0.42);
            p.fill(CREAM, cut(fx, fy - h * 0.12, fx - drip * (0.5 - t), fy + drip, h * p.any(0.08, 0.13), h * 0.03));
            p.fill(CREAM, disc(fx - length * 0.03, fy - h * 0.10, h * p.any(0.045, 0.09)));
        }
        for (int i = 0; i < 7; i++) {
            double t = i / 6.0;
            p.fill(i % 2 == 0 ? CREAM : MIST, cut(x + length * (0.36 + t * 0.16), y - h * (1.02 - t * 0.22),
                    x + length * (0.66 + t * 0.22), y - h * (0.56 - t * 0.38), 5 + h / 34, h * 0.05));
        }
        for (int i = 0; i < 16; i++) {
            double away = p.any(0, 1);
            p.fill(CREAM, disc(x + length * (0.16 + p.any(-0.1, 0.16) - away * 0.22), y - h * p.any(0.7, 1.35),
                    (1 - away) * 5 + 2));
        }
    }

    /** Water thrown up where a sea meets the rock: lobes that grow smaller as they rise and lean with the wind. */
    private static void spray(Plate p, double x, double y, double height) {
        for (Color tone : List.of(mix(HAZE, MIST, 0.5), CREAM)) {
            double shrink = tone == CREAM ? 0.74 : 1;
            for (int i = 0; i < 60; i++) {
                double up = p.any(0, 1);
                double width = (1 - up * up) * 150 * shrink;
                p.fill(tone, disc(x - up * 60 + p.any(-width, width), y - up * height * shrink,
                        (1 - up * 0.75) * p.any(16, 40) * shrink));
            }
        }
        p.specks(oval(x - 60, y - 130, 260, 240), CREAM, 260, 4, 10, (a, b) -> 0.5);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // market-hall
    // ---------------------------------------------------------------------------------------------------------------

    private static void marketHall(Plate p) {
        Vanish v = new Vanish(960, 690);
        double[] ribs = {3.6, 2.7, 2.0, 1.4, 0.92, 0.54, 0.20, -0.22};
        // Side walls of brick with arched windows, and the floor of pale flags
        p.fill(mix(SLATE, DEEP, 0.5), rect(0, 0, WIDTH, HEIGHT));
        for (int side : new int[] {-1, 1}) {
            double x = side * 1120;
            p.fill(mix(mix(EMBER, SLATE, 0.45), DEEP, 0.3), v.face(x, -260, -0.3, x, -260, 3.6, x, 520, 3.6, x, 520,
                    -0.3));
            p.fill(mix(DEEP, NAVY, 0.4), v.face(side * 740, -420, -0.3, side * 740, -420, 3.6, x, -240, 3.6, x, -240,
                    -0.3));
            for (int i = 0; i < ribs.length - 1; i++) {
                double gap = (ribs[i] - ribs[i + 1]) * 0.26;
                double far = ribs[i] - gap;
                double near = ribs[i + 1] + gap;
                double middle = (far + near) / 2;
                p.fill(mix(HAZE, CREAM, side < 0 ? 0.55 : 0.2), v.face(x, -90, far, x, -170, middle, x, -90, near, x,
                        190, near, x, 190, far));
            }
        }
        p.fill(mix(SAND, SLATE, 0.25), v.face(-1120, 520, -0.3, 1120, 520, -0.3, 1120, 520, 3.6, -1120, 520, 3.6));
        for (int i = 0; i < 16; i++) {
            double near = 3.6 * Math.pow(0.8, i) - 0.3;
            double far = 3.6 * Math.pow(0.8, i + 0.5) - 0.3;
            p.fill(mix(SAND, SLATE, 0.36), v.face(-1120, 520, far, 1120, 520, far, 1120, 520, near, -1120, 520, near));
        }
        for (int i = -8; i <= 8; i++) {
            p.line(mix(SLATE, DEEP, 0.4), 3, v.face(i * 130, 520, -0.3, i * 130, 520, 3.6, i * 130, 520, 3.6));
        }
        hallEnd(p, v, ribs[0]);
        for (int i = 0; i < ribs.length - 1; i++) {
            hallRoof(p, v, ribs[i], ribs[i + 1], 0.62 - i * 0.085);
        }
        for (int i = 0; i < ribs.length; i++) {
            hallFrame(p, v, ribs[i], mix(NAVY, HAZE, clamp(0.52 - i * 0.09)));
            if (i < ribs.length - 2) {
                stall(p, v, -1, ribs[i], ribs[i + 1], i);
                stall(p, v, 1, ribs[i], ribs[i + 1], i + 1);
            }
        }
        for (int side : new int[] {-1, 1}) {
            stallEnd(p, v, side);
        }
        // Morning light through the glass
        p.fill(veil(CREAM, 0.13), poly(1030, -10, 1250, -10, 820, 1290, 430, 1290), poly(1270, -10, 1540, -10, 1180,
                1290, 900, 1290));
    }

    /** What stands before the nearest stalls: boxes of fruit, stacked, and a barrel. */
    private static void stallEnd(Plate p, Vanish v, int side) {
        double d = 0.18;
        Color wood = mix(OCHRE, UMBER, 0.35);
        double[][] boxes = {{430, 440}, {560, 440}, {495, 360}};
        for (double[] box : boxes) {
            double w = 118 * v.scale(d);
            double x = v.x(side * box[0], d) - w / 2 + side * w / 2;
            double y = v.y(box[1], d);
            Color fruit = box[1] < 400 ? BRICK : box[0] < 500 ? AMBER : mix(SEA, OCHRE, 0.5);
            for (int i = 0; i < 10; i++) {
                double fx = x + 12 + i % 5 * (w - 24) / 4;
                double fy = y + 2 - i / 5 * 13;
                p.fill(mix(fruit, EMBER, 0.5), disc(fx, fy, 13));
                p.fill(fruit, disc(fx - 2, fy - 2, 10.5));
            }
            for (int slat = 0; slat < 3; slat++) {
                p.fill(mix(wood, INK, slat * 0.12), rect(x, y + 6 + slat * 20, w, 17));
            }
            p.fill(mix(wood, INK, 0.45), rect(x, y + 6, 8, 58), rect(x + w - 8, y + 6, 8, 58));
        }
    }

    /** The arch's height above the floor at a fraction along it: x, y offsets at depth 0. */
    private static double[] arch(double t) {
        double turn = Math.PI * (1 - t);
        return new double[] {Math.cos(turn) * 760, -250 - Math.sin(turn) * 480};
    }

    private static void hallEnd(Plate p, Vanish v, double d) {
        Path2D opening = new Path2D.Double();
        for (int i = 0; i <= 40; i++) {
            double[] a = arch(i / 40.0);
            if (i == 0) {
                opening.moveTo(v.x(a[0], d), v.y(a[1], d));
            } else {
                opening.lineTo(v.x(a[0], d), v.y(a[1], d));
            }
        }
        opening.lineTo(v.x(760, d), v.y(520, d));
        opening.lineTo(v.x(-760, d), v.y(520, d));
        opening.closePath();
        p.fill(CREAM, opening);
        p.within(opening, () -> {
            double y = v.y(-250, d);
            p.fill(mix(CREAM, AMBER, 0.55), disc(v.x(120, d), v.y(-330, d), 52));
            for (int i = 1; i < 12; i++) {
                double turn = Math.PI * i / 12;
                p.line(mix(HAZE, SLATE, 0.45), 3, 960, y, 960 + Math.cos(turn) * 300, y - Math.sin(turn) * 300);
            }
            p.line(mix(HAZE, SLATE, 0.45), 4, oval(960, y, 60, 40));
            p.line(mix(HAZE, SLATE, 0.45), 4, oval(960, y, 116, 74));
            p.fill(mix(HAZE, SLATE, 0.5), rect(700, y - 4, 520, 9));
            p.fill(mix(HAZE, SLATE, 0.2), rect(700, y + 5, 520, 300));
            for (int i = 0; i < 9; i++) {
                p.fill(mix(MIST, CREAM, 0.5), rect(804 + i * 35.4, y + 18, 27, 46));
            }
            p.fill(CREAM, rounded(902, y + 84, 116, 160, 40));
            p.line(mix(HAZE, SLATE, 0.5), 4, 960, y + 84, 960, y + 220);
        });
    }

    private static void hallRoof(Plate p, Vanish v, double far, double near, double pale) {
        int panes = 16;
        for (int i = 0; i < panes; i++) {
            double[] a = arch(i / (double) panes);
            double[] b = arch((i + 1) / (double) panes);
            double crown = 1 - Math.abs(i + 0.5 - panes * 0.58) / (panes * 0.6);
            boolean glass = i >= 2 && i < panes - 2;
            Color tone = glass ? mix(mix(HAZE, CREAM, clamp(crown * 1.05)), SEA,
                    clamp(0.42 - pale * 0.55)) : mix(SEA, SLATE, 0.6 - pale * 0.5);
            p.fill(tone, v.face(a[0], a[1], far, b[0], b[1], far, b[0], b[1], near - 0.01, a[0], a[1], near - 0.01));
        }
        for (int i = 0; i <= panes; i++) {
            double[] a = arch(i / (double) panes);
            p.line(mix(NAVY, HAZE, pale), i % 4 == 2 ? 6 : 2.5, v.face(a[0], a[1], far, a[0], a[1], near, a[0], a[1],
                    near));
        }
        double half = (far + near) / 2;
        for (int i = 2; i < panes - 2; i++) {
            double[] a = arch(i / (double) panes);
            double[] b = arch((i + 1) / (double) panes);
            p.line(mix(NAVY, HAZE, pale), 2, v.x(a[0], half), v.y(a[1], half), v.x(b[0], half), v.y(b[1], half));
        }
    }

    private static void hallFrame(Plate p, Vanish v, double d, Color iron) {
        double s = v.scale(d);
        for (double[] ring : new double[][] {{1, 26}, {0.93, 9}}) {
            Path2D rib = new Path2D.Double();
            for (int i = 0; i <= 60; i++) {
                double[] a = arch(i / 60.0);
                double x = v.x(a[0] * ring[0], d);
                double y = v.y(-250 + (a[1] + 250) * ring[0], d);
                if (i == 0) {
                    rib.moveTo(x, y);
                } else {
                    rib.lineTo(x, y);
                }
            }
            p.line(iron, ring[1] * s, rib);
        }
        for (int i = 1; i < 40; i++) {
            double[] a = arch(i / 40.0);
            double[] b = arch((i + (i % 2 == 0 ? 0.9 : -0.9)) / 40.0);
            p.line(iron, 5 * s, v.x(a[0], d), v.y(a[1], d), v.x(b[0] * 0.93, d), v.y(-250 + (b[1] + 250) * 0.93, d));
        }
        for (int side : new int[] {-1, 1}) {
            double x = v.x(side * 760, d);
            double w = 24 * s;
            p.fill(iron, rect(x - w, v.y(-250, d), 2 * w, 770 * s));
            p.fill(mix(iron, HAZE, 0.35), rect(x - (side > 0 ? w : -w * 0.4), v.y(-250, d), w * 0.5, 770 * s));
            p.fill(iron, rect(x - w * 1.9, v.y(-270, d), w * 3.8, 34 * s), rect(x - w * 1.5, v.y(-205, d), w * 3,
                    14 * s), rect(x - w * 1.9, v.y(440, d), w * 3.8, 80 * s));
            // Spandrel: a ring between column and rib
            p.line(iron, 7 * s, disc(v.x(side * 690, d), v.y(-310, d), 38 * s));
            // Lamp
            double lx = v.x(side * 560, d);
            p.line(iron, 4 * s, lx, v.y(-480, d), lx, v.y(-190, d));
            p.fill(iron, poly(lx - 34 * s, v.y(-160, d), lx + 34 * s, v.y(-160, d), lx + 10 * s, v.y(-196, d),
                    lx - 10 * s, v.y(-196, d)));
            p.fill(AMBER, oval(lx, v.y(-158, d), 22 * s, 14 * s));
        }
    }

    private static void stall(Plate p, Vanish v, int side, double far, double near, int number) {
        double gap = (far - near) * 0.10;
        double a = far - gap;
        double b = near + gap;
        Color[] cloths = {BRICK, SEA, OCHRE, EMBER, DEEP};
        Color cloth = cloths[number % cloths.length];
        double pale = clamp(far * 0.12);
        double front = side * 400;
        double back = side * 690;
        // Shadow on the floor, inside of the stall, counter
        p.fill(veil(NAVY, 0.45), v.face(side * 350, 520, a, side * 350, 520, b, back, 520, b, back, 520, a));
        p.fill(mix(mix(UMBER, INK, 0.25), HAZE, pale), v.face(back, 60, a, back, 60, b, back, 520, b, back, 520, a));
        p.fill(mix(mix(UMBER, OCHRE, 0.35), SLATE, pale), v.face(front, 110, a, back, 60, a, back, 520, a, front, 520,
                a));
        p.fill(mix(UMBER, HAZE, pale), v.face(front, 330, a, front, 330, b, front, 520, b, front, 520, a));
        Shape end = v.face(front, 330, b, back, 330, b, back, 520, b, front, 520, b);
        p.fill(mix(mix(UMBER, OCHRE, 0.12), HAZE, pale), end);
        p.hatch(end, mix(mix(UMBER, INK, 0.6), HAZE, pale), 90, 16, (x, y) -> 0.32);
        for (int i = 0; i <= 6; i++) {
            double d = a + (b - a) * i / 6;
            p.line(mix(mix(UMBER, INK, 0.5), HAZE, pale), 2.5, v.x(front, d), v.y(335, d), v.x(front, d), v.y(518, d));
        }
        // Produce heaped in trays that slope towards the aisle
        Color[] goods = {OCHRE, BRICK, AMBER, mix(SEA, OCHRE, 0.45), MIST, mix(BRICK, AMBER, 0.5)};
        for (int tray = 0; tray < 4; tray++) {
            double d1 = a + (b - a) * tray / 4;
            double d2 = a + (b - a) * (tray + 0.92) / 4;
            Color good = goods[(tray + number * 2) % goods.length];
            p.fill(mix(SAND, UMBER, 0.4), v.face(front, 330, d1, front, 330, d2, side * 600, 250, d2, side * 600, 250,
                    d1));
            for (int row = 3; row >= 0; row--) {
                for (int i = 0; i < 4; i++) {
                    double d = d1 + (d2 - d1) * (i + 0.5) / 4;
                    double x = v.x(front + side * (24 + row * 50), d);
                    double y = v.y(312 - row * 20, d);
                    double r = 24 * v.scale(d);
                    p.fill(mix(mix(good, EMBER, 0.45), HAZE, pale), oval(x, y + r * 0.2, r * 1.02, r));
                    p.fill(mix(good, HAZE, pale), oval(x - side * r * 0.12, y - r * 0.05, r * 0.82, r * 0.78));
                }
            }
            p.fill(mix(SAND, HAZE, pale), v.face(front, 322, d1, front, 322, d2, front, 344, d2, front, 344, d1));
        }
        // Awning: stripes slope to the aisle and end in scallops
        int stripes = 8;
        for (int i = 0; i < stripes; i++) {
            double d1 = a + (b - a) * i / stripes;
            double d2 = a + (b - a) * (i + 1) / stripes;
            Color stripe = mix(i % 2 == 0 ? cloth : CREAM, HAZE, pale);
            p.fill(mix(stripe, INK, 0.12), v.face(side * 362, 70, d1, side * 362, 70, d2, back, -60, d2, back, -60,
                    d1));
            p.fill(stripe, v.face(side * 362, 68, d1, side * 362, 68, d2, side * 362, 106, d2, side * 362, 106, d1));
            double dm = (d1 + d2) / 2;
            p.fill(stripe, oval(v.x(side * 362, dm), v.y(104, dm), Math.abs(v.x(362, d1) - v.x(362, d2)) / 2,
                    15 * v.scale(dm)));
        }
        p.fill(mix(mix(cloth, INK, 0.45), HAZE, pale), v.face(side * 362, 70, b, side * 362, 106, b, back, 30, b, back,
                -60, b));
        p.line(mix(INK, HAZE, pale), 8 * v.scale(b), v.x(side * 372, b), v.y(90, b), v.x(side * 372, b), v.y(520, b));
        // A crate left in the aisle
        if (number % 2 == 0) {
            double d = b + (a - b) * 0.4;
            Color wood = mix(mix(OCHRE, UMBER, 0.4), HAZE, pale);
            p.fill(wood, v.face(side * 270, 455, d, side * 350, 455, d, side * 350, 520, d, side * 270, 520, d));
            p.fill(mix(wood, INK, 0.35), v.face(side * 270, 455, d, side * 350, 455, d, side * 350, 455, d + 0.1,
                    side * 270, 455, d + 0.1));
            p.line(mix(wood, INK, 0.5), 3, v.x(side * 270, d), v.y(487, d), v.x(side * 350, d), v.y(487, d));
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // tram-street
    // ---------------------------------------------------------------------------------------------------------------

    private static final double SLOPE = -0.20;

    private static void tramStreet(Plate p) {
        p.bands(0, 900, mix(HAZE, SEA, 0.35), HAZE, mix(HAZE, MIST, 0.7), mix(MIST, CREAM, 0.5), CREAM,
                mix(CREAM, AMBER, 0.45));
        cloud(p, 520, 270, 0.9);
        cloud(p, 1020, 160, 0.5);
        // The bay below the town
        headland(p, mix(MIST, HAZE, 0.55), mix(HAZE, SEA, 0.2), 700, -300, 620, 110, 51);
        p.fill(mix(HAZE, SEA, 0.45), rect(0, 700, WIDTH, 300));
        p.ripples(mix(CREAM, MIST, 0.3), 706, 860, 44, 0, 700);
        for (double[] sail : new double[][] {{250, 742, 0.7}, {372, 726, 0.5}, {120, 764, 0.9}}) {
            p.at(sail[0], sail[1], sail[2], 0, () -> {
                p.fill(CREAM, poly(0, -66, 0, 0, 34, 0), poly(-4, -56, -4, 0, -26, 0));
                p.fill(BRICK, poly(-30, 4, 40, 4, 30, 16, -20, 16));
            });
        }
        // Far terraces climb behind, then the near row
        for (int i = 0; i < 15; i++) {
            double x = 420 + i * 112;
            farHouse(p, x, 900 + (x - 400) * (SLOPE - 0.10) - 190, i);
        }
        // The row begins where the street has left the shore, so that the bay is seen beyond its end
        p.fill(mix(DEEP, SEA, 0.4), poly(-10, 900, 330, 868, 380, 1000, -10, 1000));
        for (int i = 0; i < 14; i++) {
            p.line(NAVY, 5, 6 + i * 26, 984 + (6 + i * 26) * SLOPE, 6 + i * 26, 924 + (6 + i * 26) * SLOPE);
        }
        p.line(NAVY, 6, -10, 926, 370, 926 + 370 * SLOPE);
        for (int i = 2; i < 10; i++) {
            double x = -60 + i * 212;
            house(p, x, 212, 985 + (x + 212) * SLOPE, 985 + x * SLOPE, i);
        }
        // Pavement, road, rails
        p.fill(mix(SAND, SLATE, 0.18), slopedStrip(985, 1024));
        p.fill(mix(SLATE, CREAM, 0.25), slopedStrip(1024, 1036));
        Shape road = slopedStrip(1036, 1330);
        p.fill(mix(SLATE, DEEP, 0.35), road);
        p.within(road, () -> {
            for (int row = 0; row < 15; row++) {
                for (int i = 0; i < 46; i++) {
                    if (p.chance(0.42)) {
                        double x = i * 46 + row % 2 * 23 - 30;
                        double y = 1050 + row * 20 + x * SLOPE;
                        p.fill(mix(SLATE, p.one(HAZE, NAVY, NAVY), 0.4), poly(x, y, x + 36, y + 36 * SLOPE, x + 36,
                                y + 11 + 36 * SLOPE, x, y + 11));
                    }
                }
            }
        });
        for (double y : new double[] {1102, 1148}) {
            p.line(INK, 12, -10, y + 3, WIDTH + 10, y + 3 + WIDTH * SLOPE);
            p.line(MIST, 4, -10, y, WIDTH + 10, y + WIDTH * SLOPE);
        }
        // Overhead line
        p.line(NAVY, 4, -10, 622, WIDTH + 10, 622 + WIDTH * SLOPE);
        for (double x : new double[] {318, 1560}) {
            double foot = 1020 + x * SLOPE;
            p.fill(NAVY, rect(x - 7, foot - 460, 14, 460), rect(x - 14, foot - 30, 28, 30));
            p.line(NAVY, 7, curve(x, foot - 440, x + 40, foot - 420, x + 90, foot - 404 + 6));
            p.line(NAVY, 4, x + 88, foot - 404, x + 88, 622 + (x + 88) * SLOPE);
            p.fill(AMBER, oval(x - 34, foot - 444, 20, 12));
            p.line(NAVY, 7, x, foot - 452, x - 44, foot - 452);
        }
        p.at(930, 1118 + 930 * SLOPE, 1.02, Math.toDegrees(Math.atan(SLOPE)), () -> tram(p));
        roofsBelow(p);
        p.gull(CREAM, 300, 420, 96, -8);
        p.gull(CREAM, 430, 368, 66, 10);
    }

    private static Shape slopedStrip(double top, double bottom) {
        return poly(-10, top, WIDTH + 10, top + WIDTH * SLOPE, WIDTH + 10, bottom + WIDTH * SLOPE, WIDTH + 10,
                HEIGHT + 10, -10, Math.max(bottom, HEIGHT + 10));
    }

    private static void farHouse(Plate p, double x, double base, int i) {
        Color wall = mix(new Color[] {SAND, MIST, CREAM, AMBER}[i % 4], HAZE, 0.45);
        p.fill(wall, rect(x, base - 130, 112, 500));
        p.fill(mix(SLATE, HAZE, 0.55), poly(x - 4, base - 128, x + 116, base - 128, x + 96, base - 180, x + 16,
                base - 180));
        p.fill(mix(EMBER, HAZE, 0.6), rect(x + 84, base - 214, 22, 50));
        for (int w = 0; w < 4; w++) {
            p.fill(mix(SEA, HAZE, 0.4), rect(x + 18 + w % 2 * 48, base - 104 + w / 2 * 62, 24, 36));
        }
    }

    /** One house of the terrace; its foot follows the slope, its floors are level. */
    private static void house(Plate p, double x, double w, double low, double high, int i) {
        Color[] walls = {SAND, mix(BRICK, SAND, 0.35), MIST, CREAM, mix(OCHRE, SAND, 0.35), mix(HAZE, CREAM, 0.35),
                BRICK, mix(SAND, CREAM, 0.5)};
        Color wall = walls[i % walls.length];
        Color shade = mix(wall, SLATE, 0.45);
        Color trim = wall == CREAM ? SLATE : CREAM;
        double floor = low;
        double eaves = floor - 372;
        p.fill(wall, poly(x, eaves, x + w, eaves, x + w, low + 8, x, high + 8));
        p.hatch(rect(x, eaves, w, 380), shade, 90, 15, (a, b) -> (a - x) / w * 0.62 - 0.12);
        p.fill(veil(NAVY, 0.35), rect(x, eaves, w, 22));
        // Roof, dormer, chimney; sun from the left
        p.fill(mix(SLATE, NAVY, 0.25), poly(x - 8, eaves + 2, x + w + 8, eaves + 2, x + w + 8, eaves - 92, x - 8,
                eaves - 92));
        p.hatch(rect(x - 8, eaves - 92, w + 16, 94), INK, 0, 15, (a, b) -> 0.22 + (a - x) / w * 0.28);
        p.fill(mix(SLATE, CREAM, 0.35), rect(x - 8, eaves - 97, w + 16, 8));
        p.fill(CREAM, rect(x - 8, eaves - 2, w + 16, 7));
        double cx = x + w - 34;
        p.fill(EMBER, rect(cx - 30, eaves - 176, 74, 92));
        p.fill(mix(BRICK, AMBER, 0.15), rect(cx - 30, eaves - 176, 24, 92));
        p.fill(EMBER, rect(cx - 36, eaves - 184, 86, 14));
        for (int pot = 0; pot < 3; pot++) {
            p.fill(mix(OCHRE, BRICK, 0.4), poly(cx - 26 + pot * 24, eaves - 184, cx - 8 + pot * 24, eaves - 184,
                    cx - 11 + pot * 24, eaves - 214, cx - 23 + pot * 24, eaves - 214));
        }
        p.fill(wall, rect(x + 40, eaves - 64, 66, 66));
        p.fill(NAVY, poly(x + 30, eaves - 62, x + 116, eaves - 62, x + 73, eaves - 98));
        p.fill(trim, rect(x + 50, eaves - 54, 46, 50));
        p.fill(DEEP, rect(x + 55, eaves - 50, 16, 42), rect(x + 75, eaves - 50, 16, 42));
        for (int row = 0; row < 2; row++) {
            for (int col = 0; col < 2; col++) {
                sashWindow(p, x + 30 + col * 92, eaves + 40 + row * 128, trim, p.chance(0.22));
            }
        }
        // Door and its steps
        Color door = new Color[] {BRICK, SEA, EMBER, DEEP, OCHRE}[i % 5];
        double sill = floor - 30;
        p.fill(trim, rect(x + 128, sill - 84, 58, 128));
        p.fill(door == wall ? DEEP : door, rect(x + 135, sill - 60, 44, 100));
        p.fill(AMBER, rect(x + 135, sill - 78, 44, 13), disc(x + 172, sill - 8, 3.5));
        p.fill(STONE, poly(x + 122, sill + 30, x + 192, sill + 30, x + 192, low + 8, x + 122, low + 28));
        p.fill(CREAM, rect(x + 122, sill + 28, 70, 5));
    }

    private static void sashWindow(Plate p, double x, double y, Color trim, boolean lit) {
        p.fill(trim, rect(x - 6, y - 6, 62, 90));
        p.fill(lit ? AMBER : DEEP, rect(x, y, 50, 78));
        if (!lit) {
            p.fill(mix(DEEP, HAZE, 0.55), poly(x, y, x + 34, y, x, y + 52));
        }
        p.fill(trim, rect(x + 23, y, 4, 78), rect(x, y + 37, 50, 5), rect(x - 11, y + 83, 72, 8));
        p.fill(veil(NAVY, 0.4), rect(x, y, 50, 7));
    }

    /** Drawn about the middle of its wheels, facing right (uphill). */
    private static void tram(Plate p) {
        p.fill(veil(INK, 0.5), poly(-330, 14, 330, 14, 300, 40, -360, 40));
        for (double wheel : new double[] {-190, -110, 110, 190}) {
            p.fill(INK, disc(wheel, -12, 30));
            p.fill(STONE, disc(wheel, -12, 13));
        }
        p.fill(INK, rounded(-250, -44, 500, 40, 8), poly(-330, -44, 330, -44, 310, -18, 260, -18, -260, -18, -310,
                -18));
        Path2D car = new Path2D.Double();
        car.moveTo(-345, -40);
        car.lineTo(345, -40);
        car.curveTo(356, -120, 350, -190, 326, -276);
        car.lineTo(-326, -276);
        car.curveTo(-350, -190, -356, -120, -345, -40);
        car.closePath();
        p.fill(BRICK, car);
        p.within(car, () -> {
            p.fill(CREAM, rect(-360, -276, 720, 132));
            p.hatch(rect(-360, -134, 720, 100), EMBER, 0, 12, (x, y) -> (y + 146) / 120 + (x) / 2600);
            p.fill(AMBER, rect(-360, -144, 720, 7), rect(-360, -64, 720, 4));
            for (int i = 0; i < 7; i++) {
                double x = -262 + i * 76;
                p.fill(NAVY, rounded(x, -250, 62, 92, 12));
                p.fill(mix(AMBER, CREAM, 0.35), rounded(x + 4, -246, 54, 84, 9));
                p.fill(mix(OCHRE, UMBER, 0.3), rounded(x + 10, -190, 42, 34, 8));
                p.fill(NAVY, rect(x, -222, 62, 4));
                p.fill(CREAM, poly(x + 4, -200, x + 4, -242, x + 30, -242));
            }
            p.fill(NAVY, rounded(-336, -250, 56, 92, 12), rounded(286, -250, 56, 92, 12));
            p.fill(mix(HAZE, CREAM, 0.3), rounded(292, -246, 60, 84, 8), rounded(-350, -246, 64, 84, 8));
            p.fill(EMBER, rect(-282, -150, 8, 110), rect(274, -150, 8, 110));
        });
        p.fill(AMBER, disc(338, -86, 15));
        p.fill(CREAM, disc(340, -86, 9));
        p.fill(DEEP, poly(-336, -274, 336, -274, 310, -300, -310, -300));
        p.fill(NAVY, rounded(-236, -320, 472, 24, 8));
        for (int i = 0; i < 11; i++) {
            p.fill(mix(AMBER, CREAM, 0.3), rect(-214 + i * 40, -314, 26, 11));
        }
        p.fill(NAVY, rect(-40, -338, 80, 18));
        p.line(INK, 6, -10, -336, -62, -382);
        p.line(INK, 6, -62, -382, 0, -440);
        p.line(INK, 6, -46, -440, 46, -440);
    }

    /** The dark roofs of the row on the near side, stepping up with the street. */
    private static void roofsBelow(Plate p) {
        for (int i = 0; i < 9; i++) {
            double x = -120 + i * 252;
            double y = 1290 + (x + 120) * SLOPE * 0.86;
            p.fill(NAVY, poly(x - 6, HEIGHT + 20, x - 6, y, x + 258, y, x + 258, HEIGHT + 20));
            p.hatch(rect(x, y, 252, 420), INK, 0, 17, (a, b) -> 0.35 + (a - x) / 700);
            p.fill(mix(SLATE, AMBER, 0.30), rect(x - 6, y - 6, 264, 10));
            p.fill(INK, rect(x + 186, y - 62, 70, 70));
            p.fill(EMBER, rect(x + 186, y - 62, 22, 62));
            p.fill(INK, rect(x + 180, y - 70, 82, 12), rect(x + 192, y - 98, 18, 30), rect(x + 216, y - 98, 18, 30),
                    rect(x + 240, y - 98, 14, 30));
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // library-shelves
    // ---------------------------------------------------------------------------------------------------------------

    private static void libraryShelves(Plate p) {
        Vanish v = new Vanish(960, 600);
        double end = 1.5;
        p.fill(mix(UMBER, INK, 0.5), rect(0, 0, WIDTH, HEIGHT));
        // Ceiling: coffers
        p.fill(mix(UMBER, INK, 0.35), v.face(-1000, -640, -0.1, 1000, -640, -0.1, 1000, -640, end, -1000, -640, end));
        for (int row = 0; row < 6; row++) {
            double d1 = -0.05 + row * 0.26;
            double d2 = d1 + 0.20;
            for (int i = -3; i < 3; i++) {
                p.fill(mix(UMBER, INK, 0.68), v.face(i * 320 + 30, -640, d1, i * 320 + 290, -640, d1, i * 320 + 290,
                        -640, d2, i * 320 + 30, -640, d2));
                p.fill(mix(OCHRE, UMBER, 0.55), v.face(i * 320 + 30, -640, d2, i * 320 + 290, -640, d2, i * 320 + 270,
                        -640, d2 - 0.02, i * 320 + 50, -640, d2 - 0.02));
            }
        }
        // Floor: a long carpet over boards
        p.fill(mix(UMBER, OCHRE, 0.22), v.face(-1100, 640, -0.2, 1100, 640, -0.2, 1000, 640, end, -1000, 640, end));
        for (int i = -10; i <= 10; i++) {
            p.line(mix(UMBER, INK, 0.35), 3, v.face(i * 110, 640, -0.2, i * 110, 640, end, i * 110, 640, end));
        }
        readingWindow(p, v, end);
        for (int side : new int[] {-1, 1}) {
            shelfWall(p, v, side, end);
        }
        for (int side : new int[] {-1, 1}) {
            p.fill(veil(AMBER, 0.10), v.face(side * 180, 640, -0.1, side * 860, 640, -0.1, side * 860, 640, end,
                    side * 180, 640, end));
        }
        p.fill(EMBER, v.face(-150, 640, -0.2, 150, 640, -0.2, 150, 640, end, -150, 640, end));
        p.fill(BRICK, v.face(-120, 640, -0.2, 120, 640, -0.2, 120, 640, end, -120, 640, end));
        for (double d : new double[] {0.3, 0.55, 0.8}) {
            p.fill(veil(MIST, 0.11), v.face(-100, 640, d, 100, 640, d, 100, 640, end, -100, 640, end));
        }
        for (double d : new double[] {1.18, 0.74, 0.40, 0.13}) {
            readingTable(p, v, -1, d);
            readingTable(p, v, 1, d);
        }
    }

    private static void readingWindow(Plate p, Vanish v, double d) {
        Shape wall = v.face(-1000, -640, d, 1000, -640, d, 1000, 640, d, -1000, 640, d);
        p.fill(mix(UMBER, OCHRE, 0.12), wall);
        Path2D glass = new Path2D.Double();
        glass.moveTo(v.x(-380, d), v.y(330, d));
        glass.lineTo(v.x(-380, d), v.y(-200, d));
        glass.quadTo(v.x(-380, d), v.y(-560, d), v.x(0, d), v.y(-560, d));
        glass.quadTo(v.x(380, d), v.y(-560, d), v.x(380, d), v.y(-200, d));
        glass.lineTo(v.x(380, d), v.y(330, d));
        glass.closePath();
        p.line(mix(UMBER, INK, 0.3), 34, glass);
        p.line(mix(OCHRE, UMBER, 0.3), 10, glass);
        p.within(glass, () -> {
            p.bands(360, 740, DEEP, SEA, mix(SEA, HAZE, 0.5), HAZE, mix(HAZE, CREAM, 0.55));
            // Roofs and masts of the town outside
            p.fill(mix(DEEP, SEA, 0.35), poly(780, 760, 780, 664, 830, 640, 872, 664, 872, 650, 900, 650, 900, 676, 960,
                    676, 960, 640, 978, 580, 996, 640, 996, 672, 1050, 656, 1090, 640, 1130, 664, 1150, 760));
            for (int i = 0; i < 9; i++) {
                p.fill(AMBER, rect(804 + i * 36 + p.any(-6, 6), 690 + p.any(-10, 16), 7, 10));
            }
            p.fill(CREAM, disc(1054, 470, 24));
            p.fill(mix(SEA, HAZE, 0.1), disc(1044, 464, 21));
        });
        Color bar = mix(UMBER, INK, 0.45);
        for (int i = -2; i <= 2; i++) {
            p.line(bar, i == 0 ? 9 : 5, v.x(i * 127, d), v.y(330, d), v.x(i * 127, d), v.y(-556 + Math.abs(i) * 40, d));
        }
        for (int i = 0; i < 6; i++) {
            p.line(bar, 5, v.x(-380, d), v.y(240 - i * 120, d), v.x(380, d), v.y(240 - i * 120, d));
        }
        p.fill(mix(OCHRE, UMBER, 0.35), rect(v.x(-440, d), v.y(330, d), 880 * v.scale(d), 14));
        // Shelves either side of the window
        for (int side : new int[] {-1, 1}) {
            for (int row = 0; row < 9; row++) {
                double y = v.y(-570 + row * 122, d);
                double x1 = v.x(side > 0 ? 470 : -930, d);
                p.fill(mix(INK, UMBER, 0.3), rect(x1, y, 184, 42));
                for (double x = x1 + 2; x < x1 + 178; ) {
                    double w = p.any(5, 11);
                    double h = p.any(28, 39);
                    p.fill(mix(p.one(BRICK, EMBER, OCHRE, SLATE, SEA, SAND, UMBER, DEEP), UMBER, 0.3),
                            rect(x, y + 42 - h, w, h));
                    x += w + 1;
                }
                p.fill(mix(OCHRE, UMBER, 0.5), rect(x1 - 4, y + 42, 192, 6));
            }
        }
        p.hatch(wall, INK, 0, 14, (x, y) -> y > 720 ? 0.4 : 0);
    }

    /** One long wall of books in perspective, in two storeys with a gallery between. */
    private static void shelfWall(Plate p, Vanish v, int side, double end) {
        double x = side * 1000;
        p.fill(mix(UMBER, INK, 0.55), v.face(x, -640, -0.1, x, -640, end, x, 640, end, x, 640, -0.1));
        double[] bays = {1.5, 1.16, 0.86, 0.60, 0.37, 0.17, 0, -0.1};
        for (int bay = 0; bay < bays.length - 1; bay++) {
            double far = bays[bay];
            double near = bays[bay + 1];
            for (int row = 0; row < 10; row++) {
                double top = row < 5 ? -600 + row * 110 : 60 + (row - 5) * 114;
                shelf(p, v, x, far, near, top, top + 96, clamp(0.15 + far * 0.25));
            }
            // Pilaster
            double w = 0.018 * (1 + near);
            p.fill(mix(OCHRE, UMBER, 0.55), v.face(x * 0.985, -640, near + w, x * 0.985, -640, near - w, x * 0.985, 640,
                    near - w, x * 0.985, 640, near + w));
            p.fill(mix(UMBER, INK, 0.35), v.face(x * 0.985, -640, near + w, x * 0.985, -640, near + w * 0.3, x * 0.985,
                    640, near + w * 0.3, x * 0.985, 640, near + w));
        }
        // Gallery: floor seen from below, rail above it
        double out = side * 850;
        p.fill(mix(UMBER, INK, 0.62), v.face(x, 10, -0.2, out, 10, -0.2, out, 10, end, x, 10, end));
        p.fill(mix(OCHRE, UMBER, 0.4), v.face(out, -22, -0.2, out, 12, -0.2, out, 12, end, out, -22, end));
        p.fill(AMBER, v.face(out, -24, -0.2, out, -17, -0.2, out, -17, end, out, -24, end));
        for (double d = end; d > -0.2; d -= 0.035 * (1 + d * 0.5)) {
            p.line(mix(OCHRE, UMBER, 0.5), 3.5 * v.scale(d), v.x(out, d), v.y(-20, d), v.x(out, d), v.y(-134, d));
        }
        p.fill(mix(OCHRE, AMBER, 0.3), v.face(out, -140, -0.2, out, -128, -0.2, out, -128, end, out, -140, end));
        // Ladder
        double d = side < 0 ? 0.30 : 0.62;
        for (double off : new double[] {0, 0.06}) {
            p.line(mix(OCHRE, UMBER, 0.15), 9 * v.scale(d), v.x(x * 0.97, d + off), v.y(60, d + off),
                    v.x(x * 0.82, d + off), v.y(640, d + off));
        }
        for (int rung = 1; rung < 10; rung++) {
            double t = rung / 10.0;
            double lx = x * (0.97 - 0.15 * t);
            double ly = 60 + 580 * t;
            p.line(mix(OCHRE, UMBER, 0.15), 7 * v.scale(d), v.x(lx, d), v.y(ly, d), v.x(lx, d + 0.06),
                    v.y(ly, d + 0.06));
        }
    }

    private static void shelf(Plate p, Vanish v, double x, double far, double near, double top, double bottom,
            double dusk) {
        p.fill(mix(INK, UMBER, 0.25), v.face(x, top, far, x, top, near, x, bottom, near, x, bottom, far));
        double d = far - 0.012;
        while (d > near + 0.014) {
            double w = p.any(0.011, 0.021) * (1 + far * 0.35);
            double next = Math.max(near + 0.010, d - w);
            double height = p.any(0.70, 0.96) * (bottom - top);
            Color book = p.one(BRICK, BRICK, EMBER, EMBER, OCHRE, SLATE, SEA, SAND, DEEP, mix(OCHRE, UMBER, 0.5), HAZE,
                    CREAM);
            Color lit = mix(book, UMBER, 0.22 + dusk * 0.5);
            p.fill(lit, v.face(x, bottom - height, d, x, bottom - height, next, x, bottom, next, x, bottom, d));
            if (p.chance(0.4)) {
                p.fill(mix(lit, AMBER, 0.6), v.face(x, bottom - height * 0.8, d, x, bottom - height * 0.8, next, x,
                        bottom - height * 0.72, next, x, bottom - height * 0.72, d));
            }
            d = next - 0.001;
        }
        p.fill(mix(OCHRE, UMBER, 0.45), v.face(x, bottom, far, x, bottom, near, x, bottom + 9, near, x, bottom + 9,
                far));
    }

    private static void readingTable(Plate p, Vanish v, int side, double d) {
        double s = v.scale(d);
        double back = d + 0.16;
        double x1 = side * 250;
        double x2 = side * 700;
        p.fill(veil(INK, 0.5), v.face(x1, 640, d, x2, 640, d, x2, 640, back, x1, 640, back));
        for (double leg : new double[] {x1 + side * 20, x2 - side * 20}) {
            p.fill(mix(UMBER, INK, 0.5), v.face(leg - 14, 420, d, leg + 14, 420, d, leg + 9, 640, d, leg - 9, 640, d));
        }
        p.fill(mix(UMBER, OCHRE, 0.42), v.face(x1, 400, d, x2, 400, d, x2, 400, back, x1, 400, back));
        double lampX = (x1 + x2) / 2;
        double lx = v.x(lampX, d + 0.08);
        double ly = v.y(400, d + 0.08);
        p.fill(mix(AMBER, OCHRE, 0.2), oval(lx, ly, 150 * s, 20 * s));
        p.fill(mix(AMBER, CREAM, 0.4), oval(lx, ly, 92 * s, 12 * s));
        p.fill(mix(UMBER, INK, 0.2), v.face(x1, 400, d, x2, 400, d, x2, 436, d, x1, 436, d));
        p.fill(mix(OCHRE, UMBER, 0.2), v.face(x1, 400, d, x2, 400, d, x2, 405, d, x1, 405, d));
        // An open book and a pile
        double bx = v.x(lampX - side * 130, d + 0.05);
        double by = v.y(396, d + 0.05);
        p.fill(CREAM, poly(bx, by, bx - 48 * s, by + 3 * s, bx - 40 * s, by - 14 * s, bx, by - 12 * s),
                poly(bx, by, bx + 48 * s, by + 3 * s, bx + 40 * s, by - 14 * s, bx, by - 12 * s));
        p.line(SLATE, 2, bx, by, bx, by - 12 * s);
        double px = v.x(lampX + side * 140, d + 0.05);
        Color[] spines = {BRICK, SEA, SAND};
        for (int i = 0; i < spines.length; i++) {
            p.fill(spines[i], rect(px - (44 - i * 6) * s, by - (14 + i * 15) * s, (88 - i * 9) * s, 13 * s));
        }
        // The lamp
        p.glow(AMBER, lx, ly - 92 * s, 150 * s, 3, 0.36);
        p.fill(veil(CREAM, 0.25), poly(lx - 64 * s, ly - 92 * s, lx + 64 * s, ly - 92 * s, lx + 140 * s, ly,
                lx - 140 * s, ly));
        p.fill(OCHRE, rect(lx - 5 * s, ly - 130 * s, 10 * s, 130 * s), oval(lx, ly - 3 * s, 34 * s, 8 * s));
        p.fill(CREAM, oval(lx, ly - 92 * s, 58 * s, 9 * s));
        p.fill(SEA, poly(lx - 72 * s, ly - 92 * s, lx + 72 * s, ly - 92 * s, lx + 40 * s, ly - 146 * s, lx - 40 * s,
                ly - 146 * s));
        p.fill(mix(SEA, CREAM, 0.35), poly(lx - 60 * s, ly - 96 * s, lx - 40 * s, ly - 96 * s, lx - 22 * s,
                ly - 142 * s, lx - 36 * s, ly - 142 * s));
        p.fill(OCHRE, rounded(lx - 10 * s, ly - 158 * s, 20 * s, 14 * s, 4 * s));
        // A chair pushed in
        double cx = v.x(lampX - side * 40, d - 0.04);
        double cs = v.scale(d - 0.04);
        double cy = v.y(640, d - 0.04);
        p.fill(mix(UMBER, INK, 0.62), rounded(cx - 62 * cs, cy - 330 * cs, 124 * cs, 150 * cs, 22 * cs));
        p.fill(EMBER, rounded(cx - 46 * cs, cy - 314 * cs, 92 * cs, 116 * cs, 14 * cs));
        p.fill(mix(UMBER, INK, 0.62), rounded(cx - 66 * cs, cy - 168 * cs, 132 * cs, 26 * cs, 6 * cs),
                rect(cx - 58 * cs, cy - 160 * cs, 13 * cs, 160 * cs), rect(cx + 45 * cs, cy - 160 * cs, 13 * cs,
                160 * cs));
    }

    // ---------------------------------------------------------------------------------------------------------------
    // tidal-turbines
    // ---------------------------------------------------------------------------------------------------------------

    private static void tidalTurbines(Plate p) {
        double surface = 330;
        p.bands(0, surface + 10, mix(SAND, AMBER, 0.35), SAND, mix(SAND, CREAM, 0.5), CREAM);
        headland(p, mix(HAZE, SAND, 0.4), mix(HAZE, SEA, 0.3), surface + 4, -200, 760, 96, 5);
        headland(p, mix(HAZE, SAND, 0.1), mix(SEA, HAZE, 0.3), surface + 4, 1250, 2300, 130, 19);
        p.gull(SLATE, 460, 150, 90, -6);
        p.gull(SLATE, 600, 196, 60, 8);
        p.gull(SLATE, 1480, 130, 70, -12);

        DoubleUnaryOperator sea = x -> surface + 9 * Math.sin(x / 74) + 5 * Math.sin(x / 31 + 1);
        Shape water = below(sea);
        p.within(water, () -> {
            p.bands(surface - 20, HEIGHT, mix(HAZE, MIST, 0.3), mix(HAZE, SEA, 0.3), mix(SEA, HAZE, 0.3), SEA,
                    mix(SEA, DEEP, 0.5), DEEP, mix(DEEP, NAVY, 0.5), NAVY);
            for (double[] ray : new double[][] {{300, 90, 30}, {520, 60, 110}, {820, 130, 180}, {1160, 70, 300},
                    {1420, 110, 380}, {1690, 60, 470}}) {
                p.fill(veil(CREAM, 0.09), poly(ray[0], surface - 20, ray[0] + ray[1], surface - 20,
                        ray[0] + ray[1] * 1.7 - 330 + ray[2] * 0.5, 1130, ray[0] - 430 + ray[2] * 0.5, 1130));
            }
        });
        Path2D lip = new Path2D.Double();
        for (int x = -10; x <= WIDTH + 10; x += 5) {
            if (x == -10) {
                lip.moveTo(x, sea.applyAsDouble(x));
            } else {
                lip.lineTo(x, sea.applyAsDouble(x));
            }
        }
        p.line(CREAM, 7, lip);
        for (int i = 0; i < 40; i++) {
            double x = p.any(0, WIDTH);
            double y = p.any(surface + 26, surface + 70);
            p.fill(mix(MIST, CREAM, 0.5), cut(x, y, x + p.any(50, 140), y, p.any(3, 7), -3));
        }
        surveyBoat(p, 1090, surface + 6);

        // Far bottom, the far turbine, then the near one on its rock
        p.fill(mix(DEEP, SEA, 0.25), below(x -> 1010 + 40 * noise(x / 210, 21) + 10 * noise(x / 40, 22)));
        tideLines(p, mix(SEA, HAZE, 0.45), 470, 980, 50);
        p.at(1420, 1040, 0.60, 0, () -> turbine(p, mix(HAZE, SEA, 0.35), mix(SEA, DEEP, 0.2), mix(HAZE, MIST, 0.4),
                22));
        p.fill(mix(DEEP, NAVY, 0.3), below(x -> 1070 + 46 * noise(x / 260, 31) + 12 * noise(x / 50, 32)));
        p.at(600, 1150, 0.86, 0, () -> turbine(p, CREAM, mix(SLATE, HAZE, 0.35), BRICK, -8));
        tideLines(p, mix(HAZE, MIST, 0.4), 520, 1060, 22);
        shoal(p);
        seabed(p);
    }

    private static void surveyBoat(Plate p, double x, double y) {
        p.at(x, y, 1.15, -1.5, () -> {
            p.fill(SLATE, rect(96, -190, 7, 130), rect(70, -180, 60, 5), rect(78, -160, 44, 5));
            p.fill(BRICK, poly(103, -190, 150, -180, 103, -168));
            p.fill(CREAM, poly(-10, -52, 150, -52, 150, -112, 10, -112));
            p.fill(mix(CREAM, SLATE, 0.4), poly(96, -52, 150, -52, 150, -112, 96, -112));
            p.fill(DEEP, poly(12, -100, 44, -100, 44, -74, 4, -74), rect(54, -100, 34, 26), rect(104, -100, 30, 26));
            p.fill(BRICK, rect(2, -122, 158, 11));
            // A crane over the stern with an instrument going down
            p.line(OCHRE, 10, -120, -46, -176, -132);
            p.line(OCHRE, 8, -176, -132, -226, -120);
            p.line(INK, 3, -226, -120, -226, 190);
            p.fill(AMBER, rounded(-238, 188, 24, 54, 8));
            p.fill(BRICK, rect(-238, 206, 24, 9));
            Path2D hull = curve(-206, -52, -80, -44, 120, -46, 236, -76, 214, -30, 176, 22, -184, 22, -200, -16, -206,
                    -52);
            p.fill(DEEP, hull);
            p.within(hull, () -> {
                p.fill(BRICK, rect(-220, 2, 480, 40));
                p.fill(CREAM, rect(-220, -4, 480, 5));
                p.hatch(rect(-220, -76, 480, 72), NAVY, 0, 11, (a, b) -> 0.5 + a / 600);
            });
            for (int i = 0; i < 8; i++) {
                p.line(SLATE, 3, -196 + i * 22, -52, -196 + i * 22, -78);
            }
            p.line(SLATE, 3, -196, -78, -40, -74);
            p.fill(CREAM, cut(-290, 14, -100, 16, 13, 0), cut(120, 16, 270, 10, 12, 0));
        });
    }

    /** Drawn about the foot of its tower; the rotor faces the reader. */
    private static void turbine(Plate p, Color body, Color shade, Color tip, double turn) {
        double hub = -440;
        Path2D tower = poly(-34, 0, 34, 0, 20, hub, -20, hub);
        p.fill(shade, poly(-150, 20, 150, 20, 96, -44, -96, -44), poly(-60, -40, 60, -40, 30, -130, -30, -130));
        p.fill(body, poly(-150, 20, -20, 20, -26, -44, -96, -44));
        p.fill(body, tower);
        p.hatch(tower, shade, 0, 12, (x, y) -> (x + 24) / 50);
        p.fill(veil(CREAM, 0.10), disc(0, hub, 326));
        for (int i = 0; i < 3; i++) {
            p.at(0, hub, 1, turn + i * 120, () -> {
                Path2D blade = blob(-16, -20, -44, -90, -34, -220, -12, -326, 4, -330, 14, -220, 20, -90, 14, -20);
                p.fill(body, blade);
                p.within(blade, () -> {
                    p.fill(shade, poly(6, 0, -2, -340, 60, -340, 60, 0));
                    p.fill(tip, rect(-60, -340, 120, 62));
                    p.hatch(blade, shade, 90, 9, (x, y) -> (x + 30) / 60);
                });
            });
        }
        p.fill(shade, disc(0, hub, 46));
        p.fill(body, disc(-4, hub - 4, 38));
        p.fill(tip, disc(-4, hub - 4, 15));
        for (int i = 0; i < 3; i++) {
            Path2D sweep = new Path2D.Double();
            double from = turn - 90 + i * 120 + 22;
            for (int a = 0; a <= 56; a += 4) {
                double r = Math.toRadians(from + a);
                if (a == 0) {
                    sweep.moveTo(Math.cos(r) * 344, hub + Math.sin(r) * 344);
                } else {
                    sweep.lineTo(Math.cos(r) * 344, hub + Math.sin(r) * 344);
                }
            }
            p.line(veil(CREAM, 0.5), 5, sweep);
        }
    }

    private static void tideLines(Plate p, Color color, double top, double bottom, int count) {
        for (int i = 0; i < count; i++) {
            double x = p.any(-200, WIDTH);
            double y = p.any(top, bottom);
            double length = p.any(120, 380);
            p.fill(color, cut(x, y, x + length, y + p.any(-12, 12), p.any(3, 6.5), p.any(-14, 14)));
        }
    }

    private static void shoal(Plate p) {
        for (int i = 0; i < 34; i++) {
            double t = p.any(-1, 1);
            double x = 1130 + t * 170 + p.any(-40, 40);
            double y = 640 + t * 40 + p.any(-60, 60) * (1 - Math.abs(t) * 0.6);
            fish(p, i % 5 == 0 ? AMBER : MIST, mix(SLATE, SEA, 0.3), x, y, p.any(15, 24), p.any(-10, 6));
        }
    }

    /** A fish heading right, with a dark back. */
    private static void fish(Plate p, Color belly, Color back, double x, double y, double half, double tilt) {
        p.at(x, y, half / 50, tilt, () -> {
            Path2D body = blob(52, 0, 26, -17, -10, -18, -44, -3, -44, 3, -10, 16, 26, 15);
            p.fill(belly, body, poly(-38, 0, -68, -20, -60, 0, -68, 20));
            p.within(body, () -> p.fill(back, curve(60, 0, 20, -5, -50, -2, -50, -30, 60, -30)));
            p.fill(back, poly(6, -16, -18, -27, -20, -15));
            p.fill(INK, disc(34, -3, 4));
        });
    }

    private static void seabed(Plate p) {
        Path2D bed = below(x -> 1146 + 40 * noise(x / 330, 41) + 12 * noise(x / 61, 42));
        p.fill(mix(NAVY, INK, 0.3), bed);
        p.hatch(bed, mix(DEEP, SLATE, 0.3), 8, 19, (x, y) -> 0.42 - (y - 1120) / 330 + 0.3 * noise(x / 90, 8));
        for (double[] rock : new double[][] {{180, 1190, 120}, {330, 1226, 80}, {1080, 1210, 96}, {1560, 1196, 150},
                {1760, 1220, 110}, {900, 1242, 60}}) {
            double r = rock[2];
            Path2D stone = blob(rock[0] - r, rock[1] + r * 0.5, rock[0] - r * 0.7, rock[1] - r * 0.2, rock[0] - r * 0.1,
                    rock[1] - r * 0.5, rock[0] + r * 0.6, rock[1] - r * 0.25, rock[0] + r, rock[1] + r * 0.5);
            p.fill(INK, stone);
            p.hatch(stone, mix(SLATE, SEA, 0.3), 55, 13, (x, y) -> 0.6 - (x - rock[0] + r) / (1.4 * r));
        }
        for (int i = 0; i < 46; i++) {
            double x = p.chance(0.5) ? p.any(20, 420) : p.any(980, 1900);
            double y = 1200 + p.any(-10, 60);
            double h = p.any(40, 130);
            p.fill(p.one(mix(SEA, OCHRE, 0.3), mix(DEEP, OCHRE, 0.3), EMBER), cut(x, y, x + h * 0.45, y - h,
                    p.any(7, 14), p.any(-14, 4)));
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // observatory-comet
    // ---------------------------------------------------------------------------------------------------------------

    private static void observatoryComet(Plate p) {
        p.bands(0, 960, INK, mix(NAVY, INK, 0.4), NAVY, mix(NAVY, DEEP, 0.6), DEEP, mix(DEEP, SEA, 0.6), mix(SEA, HAZE,
                0.3), mix(HAZE, SAND, 0.4));
        for (int i = 0; i < 420; i++) {
            double x = p.any(0, WIDTH);
            double y = Math.pow(p.any(0, 1), 1.3) * 800;
            double r = p.chance(0.06) ? p.any(3.6, 5) : p.any(1.3, 2.7);
            p.fill(y > 620 ? mix(SEA, CREAM, 0.5) : p.one(CREAM, CREAM, MIST, AMBER), disc(x, y, r));
            if (r > 3.5) {
                p.fill(CREAM, cut(x - r * 4, y, x + r * 4, y, 2.4, 0), cut(x, y - r * 4, x, y + r * 4, 2.4, 0));
            }
        }
        comet(p, 560, 470);
        // Ridges down to the sea and the town at its edge
        p.fill(mix(SEA, HAZE, 0.25), below(x -> 880 + 40 * noise(x / 240, 3) + 12 * noise(x / 60, 4)));
        p.fill(mix(SEA, DEEP, 0.25), rect(0, 945, WIDTH, 90));
        p.ripples(mix(HAZE, SAND, 0.4), 950, 1020, 40, 0, 1100);
        p.fill(mix(DEEP, SEA, 0.3), below(x -> 1010 + 30 * noise(x / 200, 8) - x / 30));
        for (int i = 0; i < 90; i++) {
            double x = p.any(40, 900);
            p.fill(p.one(AMBER, AMBER, CREAM, OCHRE), disc(x, 1026 - x / 30 + Math.abs(p.any(-26, 30)), p.any(2, 4)));
        }
        Path2D middle = below(x -> 1120 + 40 * noise(x / 230, 15) - 0.12 * x);
        p.fill(mix(NAVY, DEEP, 0.6), middle);
        pines(p, mix(NAVY, DEEP, 0.45), 60, 900, x -> 1124 + 40 * noise(x / 230, 15) - 0.12 * x, 60, 26);
        Path2D hill = below(x -> 1290 - 430 * Math.exp(-Math.pow((x - 1390) / 620, 2)) + 14 * noise(x / 120, 25));
        p.fill(NAVY, hill);
        p.hatch(hill, INK, 28, 18, (x, y) -> (x - 1180) / 900 + (y - 900) / 900 + 0.3 * noise(x / 90 + y / 70, 2));
        p.hatch(hill, mix(DEEP, SEA, 0.5), -28, 22, (x, y) -> x < 1330 ? 0.34 - (y - 900) / 700 : 0);
        // The path, lit from the door
        p.fill(mix(SAND, SLATE, 0.35), curve(1290, 878, 1262, 900, 1180, 940, 1230, 1000, 1120, 1080, 1010, 1170, 880,
                1290, 1060, 1290, 1130, 1180, 1200, 1090, 1300, 1000, 1240, 950, 1310, 906, 1330, 878));
        pines(p, INK, 1660, WIDTH + 60, x -> 1300 - 430 * Math.exp(-Math.pow((x - 1390) / 620, 2)), 150, 44);
        pines(p, INK, -30, 560, x -> 1290 - 40 * noise(x / 90, 7), 190, 60);
        observatory(p, 1400, 880);
    }

    private static void comet(Plate p, double x, double y) {
        // Two tails: a broad one of dust that bends, a narrow straight one of gas
        p.fill(veil(HAZE, 0.28), curve(x, y, x + 420, y - 250, x + 860, y - 420, x + 1420, y - 530, x + 1250, y - 350,
                x + 840, y - 240, x + 420, y - 120, x, y));
        p.fill(veil(CREAM, 0.22), curve(x, y, x + 360, y - 190, x + 760, y - 330, x + 1200, y - 420, x + 760, y - 270,
                x + 380, y - 134, x, y));
        for (int i = 0; i < 60; i++) {
            double turn = Math.toRadians(p.any(-31, -17.5));
            double from = p.any(30, 560);
            double to = from + p.any(160, 520);
            p.fill(p.one(MIST, CREAM, HAZE, AMBER), cut(x + Math.cos(turn) * from, y + Math.sin(turn) * from,
                    x + Math.cos(turn + 0.035) * to, y + Math.sin(turn + 0.035) * to, p.any(2.5, 7), -p.any(4, 16)));
        }
        p.fill(veil(MIST, 0.5), cut(x, y, x + 900, y - 660, 30, 0));
        p.glow(CREAM, x, y, 96, 4, 0.62);
        p.fill(AMBER, disc(x, y, 30));
        p.fill(CREAM, disc(x - 3, y + 3, 21));
    }

    private static void pines(Plate p, Color color, double from, double to, DoubleUnaryOperator ground, double height,
            double gap) {
        for (double x = from; x < to; x += gap * p.any(0.6, 1.3)) {
            double y = ground.applyAsDouble(x) + 12;
            double h = height * p.any(0.7, 1.25);
            double w = h * 0.24;
            for (int tier = 0; tier < 5; tier++) {
                double top = y - h + tier * h * 0.17;
                double half = w * (0.30 + tier * 0.19);
                p.fill(color, poly(x, top, x + half, top + h * 0.28, x + half * 0.3, top + h * 0.25, x - half * 0.3,
                        top + h * 0.25, x - half, top + h * 0.28));
            }
            p.fill(color, rect(x - w * 0.10, y - h * 0.2, w * 0.2, h * 0.24));
        }
    }

    private static void observatory(Plate p, double x, double ground) {
        Color wall = mix(CREAM, HAZE, 0.35);
        Color shade = mix(DEEP, SLATE, 0.4);
        p.fill(mix(wall, SLATE, 0.3), rect(x + 180, ground - 116, 250, 150));
        p.hatch(rect(x + 180, ground - 116, 250, 150), shade, 0, 12, (a, b) -> 0.25 + (a - x - 180) / 330);
        p.fill(shade, rect(x + 170, ground - 132, 270, 18));
        for (int i = 0; i < 4; i++) {
            p.fill(AMBER, rect(x + 216 + i * 52, ground - 84, 24, 40));
        }
        Shape drum = rect(x - 200, ground - 190, 400, 230);
        p.fill(wall, drum);
        p.hatch(drum, shade, 0, 12, (a, b) -> (a - x + 60) / 270);
        for (int i = 0; i < 4; i++) {
            double wx = x - 40 + i * 56;
            p.fill(shade, rounded(wx - 5, ground - 142, 32, 70, 14));
            p.fill(i == 3 ? NAVY : AMBER, rounded(wx, ground - 137, 22, 60, 10));
        }
        p.fill(EMBER, rounded(x - 132, ground - 118, 66, 150, 30));
        p.fill(AMBER, rounded(x - 124, ground - 108, 50, 150, 24));
        p.fill(mix(AMBER, CREAM, 0.5), rounded(x - 112, ground - 90, 26, 140, 12));
        p.fill(shade, rect(x - 222, ground - 206, 444, 24));
        p.fill(mix(wall, CREAM, 0.4), rect(x - 222, ground - 206, 200, 6));
        // Dome with its open slit towards the comet
        Path2D dome = new Path2D.Double();
        dome.moveTo(x - 212, ground - 206);
        dome.curveTo(x - 212, ground - 490, x + 212, ground - 490, x + 212, ground - 206);
        dome.closePath();
        p.fill(MIST, dome);
        p.within(dome, () -> {
            p.fill(mix(MIST, CREAM, 0.6), blob(x - 190, ground - 220, x - 150, ground - 340, x - 60, ground - 430,
                    x - 120, ground - 330, x - 150, ground - 210));
            p.hatch(dome, shade, 72, 13, (a, b) -> (a - x + 10) / 250);
            for (double arc : new double[] {-0.75, 0.55, 0.82}) {
                p.line(veil(SLATE, 0.6), 3, curve(x + 212 * arc, ground - 206, x + 190 * arc, ground - 310,
                        x + 120 * arc, ground - 390, x, ground - 420));
            }
            Path2D slit = curve(x - 120, ground - 206, x - 118, ground - 300, x - 84, ground - 380, x - 20,
                    ground - 424, x + 30, ground - 430, x - 14, ground - 380, x - 40, ground - 300, x - 42,
                    ground - 206);
            p.fill(INK, slit);
            p.within(slit, () -> {
                p.fill(EMBER, rect(x - 140, ground - 290, 120, 100));
                p.fill(mix(BRICK, AMBER, 0.5), rect(x - 140, ground - 250, 120, 60));
                p.fill(AMBER, rect(x - 140, ground - 226, 120, 40));
            });
            p.line(shade, 6, slit);
        });
        // The telescope looks out
        p.fill(SLATE, poly(x - 96, ground - 318, x - 66, ground - 262, x - 46, ground - 274, x - 74, ground - 332));
        p.fill(mix(OCHRE, UMBER, 0.2), poly(x - 148, ground - 398, x - 112, ground - 412, x - 66, ground - 322, x - 96,
                ground - 308));
        p.fill(AMBER, poly(x - 148, ground - 398, x - 138, ground - 402, x - 88, ground - 312, x - 96, ground - 308));
        p.fill(mix(OCHRE, UMBER, 0.5), poly(x - 154, ground - 400, x - 112, ground - 418, x - 106, ground - 406,
                x - 148, ground - 388));
    }

    // ---------------------------------------------------------------------------------------------------------------
    // football-floodlights
    // ---------------------------------------------------------------------------------------------------------------

    private static void footballFloodlights(Plate p) {
        p.bands(0, 720, INK, mix(INK, NAVY, 0.6), NAVY, mix(NAVY, DEEP, 0.5), DEEP, mix(DEEP, SEA, 0.5));
        for (int i = 0; i < 90; i++) {
            p.fill(MIST, disc(p.any(0, WIDTH), p.any(0, 330), p.any(1, 2.2)));
        }
        p.fill(mix(DEEP, NAVY, 0.2), below(x -> 590 + 26 * noise(x / 180, 3)));
        // Roofs of the town behind, then the stand
        for (int i = 0; i < 26; i++) {
            double x = i * 78 - 20;
            double y = 590 + 22 * noise(i * 0.7, 5);
            p.fill(mix(NAVY, DEEP, 0.55), poly(x, 700, x, y, x + 36, y - 30, x + 72, y, x + 72, 700));
            if (i % 3 == 0) {
                p.fill(AMBER, rect(x + 18, y + 14, 10, 14));
            }
        }
        mast(p, 600, 640, 0.62);
        mast(p, 1330, 640, 0.62);
        stand(p);

        Vanish v = new Vanish(960, 420);
        Color grass = mix(mix(SEA, OCHRE, 0.30), DEEP, 0.42);
        Color mown = mix(mix(SEA, OCHRE, 0.36), DEEP, 0.10);
        p.fill(grass, rect(0, 726, WIDTH, 560));
        double[] stripes = new double[29];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = -0.42 + Math.pow(i / 28.0, 1.15) * 1.44;
        }
        p.within(rect(0, 726, WIDTH, 560), () -> {
            for (int i = 0; i < stripes.length - 1; i += 2) {
                p.fill(mown, v.face(-4000, 690, stripes[i], 4000, 690, stripes[i], 4000, 690, stripes[i + 1], -4000,
                        690, stripes[i + 1]));
            }
            p.hatch(rect(0, 726, WIDTH, 560), mix(DEEP, NAVY, 0.3), 0, 15, (x, y) -> Math.pow(Math.abs(x - 960) / 1150,
                    2.2) * 0.7 + (y - 1100) / 600);
        });
        p.fill(veil(AMBER, 0.10), oval(960, 880, 820, 130));
        p.fill(veil(CREAM, 0.10), oval(960, 866, 520, 80));
        pitchLines(p, v);
        goal(p, v, 1.02);
        // Corner flag and ball close by
        mast(p, 190, 870, 1.02);
        mast(p, 1730, 870, 1.02);
        p.fill(veil(INK, 0.5), oval(770, 1112, 60, 10), oval(850, 1114, 70, 8));
        ball(p, 790, 1078, 40);
    }

    private static void stand(Plate p) {
        Color roof = mix(NAVY, INK, 0.3);
        p.fill(mix(NAVY, DEEP, 0.5), rect(-10, 640, WIDTH + 20, 90));
        Color[] seats = {mix(SLATE, NAVY, 0.3), mix(EMBER, NAVY, 0.25), mix(DEEP, HAZE, 0.25)};
        for (int row = 0; row < 6; row++) {
            for (int i = 0; i < 150; i++) {
                p.fill(seats[(i / 25) % 2 == 0 ? 1 : row % 2 == 0 ? 0 : 2], rect(i * 13 - 6, 646 + row * 12, 9, 8));
            }
        }
        p.fill(CREAM, rect(-10, 716, WIDTH + 20, 14));
        Color[] boards = {BRICK, OCHRE, SEA, CREAM, EMBER, HAZE};
        for (int i = 0; i < 14; i++) {
            p.fill(boards[i * 5 % 6], rect(i * 140 - 10, 708, 134, 24));
        }
        p.fill(roof, poly(-10, 590, WIDTH + 10, 590, WIDTH + 10, 622, -10, 622), poly(-10, 560, WIDTH + 10, 560,
                WIDTH + 10, 592, -10, 592));
        p.fill(mix(SLATE, AMBER, 0.4), rect(-10, 618, WIDTH + 20, 5));
        for (int i = 0; i < 11; i++) {
            p.fill(roof, rect(60 + i * 180, 600, 9, 110));
        }
    }

    /** A floodlight mast drawn from its foot; the light falls in steps, not by blending. */
    private static void mast(Plate p, double x, double ground, double s) {
        double top = ground - 640 * s;
        double toPitch = x < 960 ? 1 : -1;
        for (double[] step : new double[][] {{620, 0.07}, {400, 0.09}, {200, 0.12}}) {
            p.fill(veil(CREAM, step[1]), poly(x - 90 * s, top, x + 90 * s, top, x + toPitch * 520 * s + step[0] * s,
                    ground + 40 * s, x + toPitch * 520 * s - step[0] * s, ground + 40 * s));
        }
        p.glow(CREAM, x, top, 210 * s, 4, 0.42);
        Color steel = mix(INK, SLATE, 0.25);
        p.line(steel, 9 * s, x - 30 * s, ground, x - 12 * s, top + 60 * s);
        p.line(steel, 9 * s, x + 30 * s, ground, x + 12 * s, top + 60 * s);
        for (int i = 0; i < 12; i++) {
            double y1 = ground - i * 48 * s;
            double y2 = y1 - 48 * s;
            double w1 = (30 - i * 1.5) * s;
            double w2 = (30 - (i + 1) * 1.5) * s;
            p.line(steel, 4 * s, x - w1, y1, x + w2, y2);
            p.line(steel, 4 * s, x + w1, y1, x - w2, y2);
        }
        p.fill(INK, rounded(x - 122 * s, top - 78 * s, 244 * s, 150 * s, 8 * s));
        for (int row = 0; row < 4; row++) {
            for (int i = 0; i < 6; i++) {
                double lx = x + (i - 2.5) * 39 * s;
                double ly = top + (row - 1.55) * 35 * s;
                p.fill(AMBER, disc(lx, ly, 16.5 * s));
                p.fill(CREAM, disc(lx, ly, 13 * s));
            }
        }
    }

    private static void pitchLines(Plate p, Vanish v) {
        Color chalk = mix(CREAM, MIST, 0.15);
        double floor = 690;
        // The goal line lies at depth 1.02; the near end runs off the sheet.
        double end = 1.02;
        p.fill(chalk, v.face(-1500, floor, end + 0.012, 1500, floor, end + 0.012, 1500, floor, end - 0.012, -1500,
                floor, end - 0.012));
        for (double[] box : new double[][] {{800, 0.42}, {390, 0.80}}) {
            double d = box[1];
            p.fill(chalk, v.face(-box[0], floor, d + 0.010, box[0], floor, d + 0.010, box[0], floor, d - 0.010, -box[0],
                    floor, d - 0.010));
            for (int side : new int[] {-1, 1}) {
                double x = side * box[0];
                p.fill(chalk, v.face(x - 8, floor, end, x + 8, floor, end, x + 8, floor, d, x - 8, floor, d));
            }
        }
        for (int side : new int[] {-1, 1}) {
            double x = side * 1500;
            p.fill(chalk, v.face(x - 8, floor, end, x + 8, floor, end, x + 8, floor, -0.4, x - 8, floor, -0.4));
        }
        Path2D arc = new Path2D.Double();
        for (int i = 0; i <= 24; i++) {
            double turn = Math.PI * (0.16 + 0.68 * i / 24.0);
            double x = v.x(Math.cos(turn) * 330, 0.52 - Math.sin(turn) * 0.20);
            double y = v.y(floor, 0.52 - Math.sin(turn) * 0.20);
            if (i == 0) {
                arc.moveTo(x, y);
            } else {
                arc.lineTo(x, y);
            }
        }
        p.line(chalk, 7, arc);
        p.fill(chalk, oval(960, v.y(floor, 0.56), 13, 5));
    }

    private static void goal(Plate p, Vanish v, double d) {
        double foot = v.y(690, d);
        double half = 215 * v.scale(d) * 1.15;
        double height = 160 * v.scale(d) * 1.15;
        Color net = mix(MIST, DEEP, 0.25);
        for (int i = 0; i <= 22; i++) {
            double x = 960 - half + i * half / 11;
            double bx = 960 + (x - 960) * 0.93;
            p.line(net, 1.8, bx, foot - 26, x, foot - height);
        }
        for (int i = 0; i <= 9; i++) {
            double y = foot - 26 - i * (height - 26) / 9;
            p.line(net, 1.8, 960 - half * (0.93 + i * 0.007), y, 960 + half * (0.93 + i * 0.007), y);
        }
        p.fill(CREAM, rect(960 - half - 4, foot - height - 4, 8, height + 6), rect(960 + half - 4, foot - height - 4, 8,
                height + 6), rect(960 - half - 4, foot - height - 4, 2 * half + 8, 8));
    }

    private static void ball(Plate p, double x, double y, double r) {
        Shape round = disc(x, y, r);
        p.fill(CREAM, round);
        p.within(round, () -> {
            p.fill(NAVY, polygon(x - r * 0.1, y - r * 0.05, r * 0.36, -90));
            for (int i = 0; i < 5; i++) {
                double turn = Math.toRadians(-90 + i * 72);
                p.fill(NAVY, polygon(x - r * 0.1 + Math.cos(turn) * r * 0.98, y - r * 0.05 + Math.sin(turn) * r * 0.98,
                        r * 0.34, 90));
                p.line(NAVY, 3, x - r * 0.1 + Math.cos(turn) * r * 0.34, y - r * 0.05 + Math.sin(turn) * r * 0.34,
                        x - r * 0.1 + Math.cos(turn) * r * 0.7, y - r * 0.05 + Math.sin(turn) * r * 0.7);
            }
            p.hatch(round, SLATE, 0, 8, (a, b) -> (b - y) / r * 0.9 - 0.1);
        });
    }

    private static Path2D polygon(double cx, double cy, double r, double degrees) {
        double[] xy = new double[10];
        for (int i = 0; i < 5; i++) {
            double turn = Math.toRadians(degrees + i * 72);
            xy[2 * i] = cx + Math.cos(turn) * r;
            xy[2 * i + 1] = cy + Math.sin(turn) * r;
        }
        return poly(xy);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // theatre-stage
    // ---------------------------------------------------------------------------------------------------------------

    private static void theatreStage(Plate p) {
        p.fill(mix(INK, EMBER, 0.18), rect(0, 0, WIDTH, HEIGHT));
        Shape stage = rect(230, 130, 1460, 900);
        p.within(stage, () -> {
            p.bands(130, 800, INK, mix(INK, NAVY, 0.5), NAVY, mix(NAVY, DEEP, 0.5));
            // Wings and borders, one behind the other
            for (int i = 0; i < 3; i++) {
                Color cloth = mix(mix(NAVY, INK, 0.3), DEEP, 0.5 - i * 0.2);
                for (int side : new int[] {-1, 1}) {
                    double x = 960 + side * (440 + i * 90);
                    p.fill(cloth, rect(side < 0 ? 0 : x, 100, side < 0 ? x : 2000, 720));
                    p.hatch(rect(side < 0 ? x - 90 : x, 100, 90, 720), INK, 90, 15, (a, b) -> 0.45);
                }
            }
            Vanish v = new Vanish(960, 520);
            p.fill(mix(UMBER, INK, 0.35), rect(200, 790, 1520, 260));
            for (int i = -16; i <= 16; i++) {
                p.line(mix(UMBER, INK, 0.65), 4, v.x(i * 110, -0.1), v.y(520, -0.1), v.x(i * 110, 0.95),
                        v.y(520, 0.95));
            }
            p.hatch(rect(200, 790, 1520, 250), INK, 0, 13, (x, y) -> Math.abs(x - 960) / 1050 - 0.1);
            // The spot: a beam of three tones and its pool
            double sx = 500;
            p.fill(veil(AMBER, 0.10), poly(sx - 20, 100, sx + 40, 100, 1430, 920, 570, 940));
            p.fill(veil(AMBER, 0.14), poly(sx - 8, 100, sx + 30, 100, 1370, 920, 640, 940));
            p.fill(veil(CREAM, 0.12), poly(sx, 100, sx + 20, 100, 1270, 920, 750, 940));
            p.fill(mix(OCHRE, UMBER, 0.35), oval(1000, 920, 440, 74));
            p.fill(mix(OCHRE, AMBER, 0.4), oval(1000, 918, 390, 60));
            p.fill(mix(AMBER, CREAM, 0.4), oval(1000, 915, 300, 42));
            for (int i = -5; i <= 5; i++) {
                p.line(veil(UMBER, 0.45), 3, v.x(i * 110 + 40, 0.08), v.y(520, 0.14), v.x(i * 110 + 40, 0.5),
                        v.y(520, 0.5));
            }
        });
        piano(p);
        for (int side : new int[] {-1, 1}) {
            curtain(p, side);
        }
        valance(p);
        proscenium(p);
        // Stage edge with footlights, then the heads of the seats
        p.fill(mix(UMBER, INK, 0.4), rect(0, 1018, WIDTH, 46));
        p.fill(OCHRE, rect(0, 1014, WIDTH, 9));
        p.hatch(rect(0, 1024, WIDTH, 40), INK, 90, 26, (x, y) -> 0.25);
        for (int i = 0; i < 13; i++) {
            double x = 330 + i * 105;
            p.glow(AMBER, x, 1004, 46, 3, 0.5);
            p.fill(AMBER, disc(x, 1006, 11));
            p.fill(mix(OCHRE, UMBER, 0.4), curve(x - 24, 1018, x - 20, 1000, x - 4, 1012, x + 4, 1012, x + 20, 1000,
                    x + 24, 1018));
        }
        for (int row = 0; row < 3; row++) {
            double w = 128 + row * 26;
            double y = 1092 + row * 66;
            for (int i = -9; i <= 9; i++) {
                double x = 960 + (i + row % 2 * 0.5) * (w + 12);
                p.fill(mix(EMBER, INK, 0.15 + row * 0.24), rounded(x - w / 2, y, w, 260, 34));
                p.fill(mix(mix(BRICK, AMBER, 0.2), INK, 0.15 + row * 0.28), cut(x - w * 0.36, y + 9, x + w * 0.36,
                        y + 9, 9, -3));
                p.hatch(rect(x - w / 2, y + 20, w, 90), INK, 90, 13, (a, b) -> 0.2 + (a - x) / w * 0.6);
            }
        }
    }

    private static void piano(Plate p) {
        Color black = INK;
        Color sheen = mix(SLATE, AMBER, 0.45);
        p.fill(veil(INK, 0.6), oval(1050, 924, 300, 34));
        // Legs
        for (double[] leg : new double[][] {{800, 912}, {1195, 898}, {1010, 930}}) {
            p.fill(black, poly(leg[0] - 17, 770, leg[0] + 17, 770, leg[0] + 9, leg[1] - 10, leg[0] - 9, leg[1] - 10));
            p.fill(OCHRE, disc(leg[0], leg[1] - 5, 9));
        }
        p.line(OCHRE, 6, 946, 800, 952, 900);
        p.line(OCHRE, 6, 972, 800, 966, 900);
        p.fill(black, rounded(936, 892, 48, 12, 4));
        // Raised lid, its underside catching the light
        Path2D lid = curve(748, 690, 800, 560, 900, 470, 1010, 470, 1080, 520, 1180, 516, 1270, 570, 1296, 650, 1290,
                700);
        lid.closePath();
        p.fill(mix(UMBER, INK, 0.35), lid);
        p.within(lid, () -> {
            p.fill(mix(OCHRE, UMBER, 0.35), curve(748, 700, 830, 590, 920, 506, 1004, 500, 1074, 548, 1174, 546, 1250,
                    592, 1270, 700));
            p.hatch(lid, mix(UMBER, INK, 0.4), 24, 12, (x, y) -> (x - 940) / 420 + 0.1);
        });
        p.line(black, 9, lid);
        p.line(OCHRE, 7, 1170, 700, 1104, 536);
        // Strings and plate
        p.fill(mix(OCHRE, AMBER, 0.35), poly(780, 704, 1276, 704, 1260, 686, 812, 686));
        for (int i = 0; i < 24; i++) {
            p.line(mix(UMBER, INK, 0.3), 2, 806 + i * 19, 703, 826 + i * 17.6, 688);
        }
        // Case
        Path2D rim = new Path2D.Double();
        rim.moveTo(736, 704);
        rim.lineTo(1300, 700);
        rim.quadTo(1310, 760, 1290, 790);
        rim.lineTo(760, 806);
        rim.quadTo(736, 800, 736, 704);
        rim.closePath();
        p.fill(black, rim);
        p.fill(sheen, cut(770, 718, 1280, 714, 8, 0), cut(800, 742, 1100, 738, 5, 0));
        p.hatch(rim, sheen, 88, 13, (x, y) -> x < 900 ? 0.34 - (x - 740) / 420 : 0);
        // Keyboard end, to the left
        p.fill(black, poly(700, 742, 776, 736, 776, 806, 690, 800));
        p.fill(CREAM, poly(694, 752, 770, 746, 772, 758, 690, 764));
        for (int i = 0; i < 8; i++) {
            p.line(INK, 3, 702 + i * 9, 752, 699 + i * 9.4, 763);
        }
        p.fill(black, poly(764, 690, 790, 620, 842, 616, 826, 690));
        p.fill(CREAM, poly(776, 684, 796, 630, 834, 627, 820, 684));
        // Stool
        p.fill(veil(INK, 0.5), oval(640, 928, 76, 12));
        p.fill(black, rect(596, 842, 9, 84), rect(668, 842, 9, 84), rect(600, 876, 74, 6));
        p.fill(EMBER, rounded(584, 818, 106, 28, 10));
        p.fill(mix(BRICK, AMBER, 0.35), rounded(588, 818, 98, 9, 4));
    }

    /** One drawn-back curtain: it falls from above, is gathered by a cord and widens to the floor. */
    private static void curtain(Plate p, int side) {
        p.at(960, 0, side, 0, () -> {
            Path2D cloth = new Path2D.Double();
            cloth.moveTo(760, 100);
            cloth.lineTo(250, 100);
            cloth.curveTo(310, 330, 440, 520, 586, 650);
            cloth.curveTo(560, 760, 536, 880, 530, 1022);
            cloth.lineTo(760, 1022);
            cloth.closePath();
            p.fill(BRICK, cloth);
            p.within(cloth, () -> {
                for (int i = 0; i < 9; i++) {
                    double t = i / 8.0;
                    double top = 262 + t * 490;
                    double tie = 592 + t * 130;
                    Path2D fold = new Path2D.Double();
                    fold.moveTo(top, 90);
                    fold.curveTo(top + 40, 330, tie - 70 + t * 50, 540, tie, 656);
                    fold.curveTo(tie - 70 + t * 50, 540, top + 80, 330, top + 40, 90);
                    fold.closePath();
                    p.fill(EMBER, fold);
                    p.fill(EMBER, cut(tie - 2, 660, 540 + t * 210, 1050, 30, -6));
                    p.fill(mix(BRICK, AMBER, 0.30), cut(tie - 8, 668, 556 + t * 206, 1030, 9, -6));
                    p.fill(mix(BRICK, AMBER, 0.30), cut(top + 46, 110, tie - 14, 610, 12, 26 - t * 22));
                }
                p.hatch(cloth, mix(EMBER, INK, 0.45), 90, 14,
                        (x, y) -> (x - 520) / 330 + (y < 260 ? (260 - y) / 300 : 0));
                p.fill(OCHRE, rect(400, 986, 400, 12));
                p.fill(AMBER, rect(400, 1002, 400, 6));
            });
            p.fill(OCHRE, curve(574, 640, 640, 668, 740, 640, 740, 668, 640, 700, 572, 664));
            p.fill(AMBER, cut(580, 648, 730, 650, 7, 9));
            p.fill(OCHRE, poly(596, 684, 620, 690, 624, 770, 588, 764), disc(608, 690, 15));
        });
    }

    private static void valance(Plate p) {
        for (int i = 0; i < 7; i++) {
            double x = 230 + i * 208.6;
            Path2D swag = new Path2D.Double();
            swag.moveTo(x - 8, 96);
            swag.lineTo(x + 216, 96);
            swag.lineTo(x + 216, 170);
            swag.quadTo(x + 104, 330, x - 8, 170);
            swag.closePath();
            p.fill(mix(BRICK, EMBER, 0.25), swag);
            p.within(swag, () -> {
                for (int fold = 0; fold < 5; fold++) {
                    p.fill(EMBER, cut(x - 4, 112 + fold * 18, x + 212, 112 + fold * 18, 12, 24 + fold * 7));
                }
                p.fill(mix(BRICK, AMBER, 0.35), cut(x + 20, 140, x + 180, 140, 8, 38));
            });
            Path2D fringe = new Path2D.Double();
            fringe.moveTo(x - 8, 170);
            fringe.quadTo(x + 104, 330, x + 216, 170);
            p.line(OCHRE, 13, fringe);
            p.line(AMBER, 4, fringe);
            p.fill(OCHRE, poly(x - 14, 160, x + 14, 160, x + 18, 262, x - 18, 262), disc(x, 166, 18));
            p.fill(AMBER, poly(x - 10, 166, x - 3, 166, x - 6, 258, x - 14, 258));
        }
    }

    private static void proscenium(Plate p) {
        Color gilt = mix(OCHRE, UMBER, 0.25);
        Color dark = mix(UMBER, INK, 0.45);
        p.fill(mix(EMBER, INK, 0.55), rect(0, 0, 200, 1020), rect(1720, 0, 200, 1020), rect(0, 0, WIDTH, 84));
        p.hatch(rect(0, 0, 170, 1020), INK, 90, 16, (x, y) -> 0.5);
        p.hatch(rect(1750, 0, 170, 1020), INK, 90, 16, (x, y) -> 0.5);
        for (int side : new int[] {-1, 1}) {
            double x = side < 0 ? 168 : 1680;
            p.fill(gilt, rect(x, 60, 72, 960));
            p.fill(dark, rect(x + 16, 130, 40, 850));
            p.fill(AMBER, rect(x + (side < 0 ? 66 : 0), 60, 6, 960));
            for (int i = 0; i < 13; i++) {
                p.fill(gilt, poly(x + 36, 150 + i * 64, x + 50, 174 + i * 64, x + 36, 198 + i * 64, x + 22,
                        174 + i * 64));
                p.fill(AMBER, poly(x + 36, 150 + i * 64, x + 36, 198 + i * 64, x + 22, 174 + i * 64));
            }
            p.fill(gilt, rect(x - 16, 976, 104, 44), rect(x - 16, 84, 104, 34));
            // Boxes on the side wall
            double bx = side < 0 ? -10 : 1760;
            for (int floor = 0; floor < 2; floor++) {
                double y = 380 + floor * 330;
                p.fill(INK, rounded(bx, y - 190, 170, 200, 60));
                p.fill(mix(EMBER, INK, 0.3), rect(bx - 10, y, 190, 84));
                p.fill(gilt, rect(bx - 10, y - 8, 190, 12), rect(bx - 10, y + 80, 190, 10));
                p.fill(AMBER, disc(bx + 85, y + 42, 17));
                p.fill(mix(EMBER, INK, 0.3), disc(bx + 85, y + 42, 9));
            }
        }
        p.fill(gilt, rect(168, 56, 1584, 54));
        p.fill(dark, rect(184, 68, 1552, 26));
        p.fill(AMBER, rect(168, 104, 1584, 6));
        for (int i = 0; i < 38; i++) {
            p.fill(gilt, disc(206 + i * 40.8, 81, 8));
        }
        p.fill(gilt, blob(860, 62, 880, 20, 960, 4, 1040, 20, 1060, 62, 1010, 120, 960, 138, 910, 120));
        p.fill(mix(EMBER, INK, 0.2), blob(890, 58, 906, 34, 960, 24, 1014, 34, 1030, 58, 994, 100, 960, 112, 926, 100));
        p.fill(AMBER, disc(960, 66, 22));
    }

    // ---------------------------------------------------------------------------------------------------------------
    // seagrass-meadow
    // ---------------------------------------------------------------------------------------------------------------

    private static void seagrassMeadow(Plate p) {
        p.bands(0, HEIGHT, mix(CREAM, MIST, 0.5), mix(MIST, HAZE, 0.4), mix(HAZE, SEA, 0.15), mix(HAZE, SEA, 0.5),
                mix(SEA, HAZE, 0.15), mix(SEA, DEEP, 0.35), mix(SEA, DEEP, 0.8), DEEP);
        // The surface from below
        for (int i = 0; i < 60; i++) {
            double t = p.any(0, 1);
            double x = p.any(-100, WIDTH);
            p.fill(p.one(CREAM, CREAM, MIST), cut(x, 10 + t * 130, x + p.any(60, 240) * (1.2 - t * 0.6), 14 + t * 130,
                    16 - t * 9, p.any(-8, 8)));
        }
        for (double[] ray : new double[][] {{520, 120, 20}, {760, 60, -10}, {900, 150, -60}, {1140, 50, -160},
                {1260, 130, -230}, {1540, 70, -420}, {330, 50, 120}}) {
            p.fill(veil(CREAM, 0.14), poly(ray[0], -10, ray[0] + ray[1], -10, ray[0] + ray[1] * 2.2 - 180 - ray[2],
                    1120, ray[0] - 330 - ray[2], 1120));
        }
        // Far sand, then meadows, each nearer one darker and taller
        p.fill(mix(SEA, HAZE, 0.3), below(x -> 900 + 30 * noise(x / 300, 3)));
        blades(p, mix(SEA, HAZE, 0.38), mix(SEA, HAZE, 0.55), 110, 960, 170, 11);
        p.fill(mix(SEA, DEEP, 0.2), below(x -> 980 + 36 * noise(x / 340, 5)));
        school(p);
        blades(p, mix(mix(SEA, OCHRE, 0.22), DEEP, 0.15), mix(SEA, OCHRE, 0.45), 84, 1060, 330, 18);
        seabream(p, 1360, 560, 1.25, mix(MIST, CREAM, 0.3));
        seabream(p, 1180, 690, 0.85, MIST);
        p.fill(mix(DEEP, NAVY, 0.25), below(x -> 1090 + 30 * noise(x / 280, 9)));
        blades(p, mix(mix(DEEP, OCHRE, 0.20), NAVY, 0.1), mix(SEA, OCHRE, 0.5), 56, 1300, 600, 27);
        blades(p, NAVY, mix(DEEP, OCHRE, 0.25), 34, 1330, 580, 40);
        for (int i = 0; i < 34; i++) {
            double x = 300 + (i % 3) * 620 + p.any(-50, 50);
            double y = p.any(200, 1000);
            double r = p.any(4, 12);
            p.line(mix(CREAM, MIST, 0.3), 2.5, disc(x, y, r));
            p.fill(CREAM, disc(x - r * 0.35, y - r * 0.35, r * 0.22));
        }
    }

    /** Ribbons of seagrass that lean with one current; those in the middle stay short, so that the fish are seen. */
    private static void blades(Plate p, Color dark, Color light, int count, double foot, double height, double width) {
        for (int i = 0; i < count; i++) {
            double x = -60 + (i + p.any(0, 1)) * (WIDTH + 120) / count;
            double valley = 0.55 + 0.45 * Math.pow(Math.abs(x - 1010) / 960, 1.2);
            double h = height * p.any(0.55, 1.15) * valley;
            double lean = h * (0.22 + 0.10 * noise(x / 200, 77)) + p.any(-20, 20);
            double w = width * p.any(0.75, 1.2);
            Path2D blade = new Path2D.Double();
            blade.moveTo(x - w / 2, foot + 40);
            blade.curveTo(x - w, foot - h * 0.4, x + lean * 1.1, foot - h * 0.5, x + lean, foot - h);
            blade.curveTo(x + lean * 1.1 + w * 1.1, foot - h * 0.5, x + w * 0.4, foot - h * 0.4, x + w / 2, foot + 40);
            blade.closePath();
            p.fill(i % 3 == 0 ? mix(dark, light, 0.4) : dark, blade);
            Path2D vein = new Path2D.Double();
            vein.moveTo(x, foot);
            vein.curveTo(x - w * 0.2, foot - h * 0.4, x + lean * 1.1 + w * 0.3, foot - h * 0.5, x + lean, foot - h);
            if (i % 2 == 0) {
                p.line(light, Math.max(1.6, w * 0.13), vein);
            }
        }
    }

    private static void school(Plate p) {
        for (int i = 0; i < 44; i++) {
            double t = (i + p.any(0, 0.9)) / 22 - 1;
            double x = 640 + t * 360;
            double y = 500 - t * 90 + 80 * Math.sin(t * 2.6) + (i % 4 - 1.5) * 58 * (1 - t * t * 0.6) + p.any(-12, 12);
            fish(p, i % 4 == 0 ? AMBER : i % 7 == 0 ? mix(BRICK, AMBER, 0.25) : mix(OCHRE, AMBER, 0.4),
                    mix(UMBER, OCHRE, 0.35), x, y, p.any(28, 40), -10 + p.any(-7, 7));
        }
    }

    /** A striped bream, heading left. */
    private static void seabream(Plate p, double x, double y, double scale, Color silver) {
        p.at(x, y, scale, 0, () -> {
            p.fill(mix(silver, SLATE, 0.45), blob(-40, -60, 20, -96, 96, -60, 70, -34, 0, -44), poly(20, 50, 76, 84, 70,
                    40), poly(-30, 52, -6, 88, 10, 54));
            p.fill(mix(silver, SLATE, 0.45), poly(104, 0, 178, -64, 158, 0, 178, 60));
            Path2D body = blob(-140, 6, -104, -38, -30, -66, 60, -44, 124, -8, 124, 10, 60, 42, -30, 60, -110, 36);
            p.fill(silver, body);
            p.within(body, () -> {
                p.fill(mix(SLATE, SEA, 0.4), curve(-150, -10, -60, -36, 40, -26, 140, -8, 140, -90, -150, -90));
                for (int i = 0; i < 5; i++) {
                    p.fill(mix(SLATE, DEEP, 0.4), cut(-60 + i * 38, -70, -50 + i * 36, 40, 11, -6));
                }
                p.fill(AMBER, cut(-90, 14, 120, 6, 7, -5));
                p.hatch(body, mix(silver, SLATE, 0.4), 0, 9, (a, b) -> (b - 4) / 60);
            });
            p.line(SLATE, 3, curve(-84, -38, -72, 0, -86, 36));
            p.fill(CREAM, disc(-108, -8, 13));
            p.fill(INK, disc(-109, -8, 8));
            p.fill(mix(silver, SLATE, 0.3), cut(-58, 10, -6, 34, 16, 3));
        });
    }

    // ---------------------------------------------------------------------------------------------------------------
    // parliament-steps
    // ---------------------------------------------------------------------------------------------------------------

    private static void parliamentSteps(Plate p) {
        p.bands(0, 860, SEA, mix(SEA, HAZE, 0.5), HAZE, mix(HAZE, MIST, 0.6), mix(MIST, CREAM, 0.4), mix(CREAM, SAND,
                0.3));
        cloud(p, 260, 300, 1.05);
        cloud(p, 1700, 400, 0.95);
        cloud(p, 1420, 170, 0.5);
        Color stone = mix(CREAM, SAND, 0.35);
        Color shade = mix(SLATE, HAZE, 0.25);
        p.fill(mix(SLATE, DEEP, 0.35), rect(0, 920, WIDTH, 400));
        p.at(0, 64, 1, 0, () -> publicBuilding(p, stone, shade));
        p.gull(CREAM, 620, 170, 90, -8);
        p.gull(CREAM, 1560, 290, 70, 10);
    }

    private static void publicBuilding(Plate p, Color stone, Color shade) {
        // Wings, lower and paler, with clipped trees before them
        for (int side : new int[] {-1, 1}) {
            double x = side < 0 ? -20 : 1500;
            Color wing = mix(mix(SAND, MIST, 0.4), side > 0 ? SLATE : CREAM, side > 0 ? 0.28 : 0.15);
            p.fill(wing, rect(x, 500, 440, 380));
            p.fill(mix(wing, CREAM, 0.5), rect(x - 10, 480, 460, 24));
            p.fill(mix(wing, SLATE, 0.5), rect(x, 504, 440, 12));
            for (int i = 0; i < 5; i++) {
                double wx = x + 34 + i * 84;
                p.fill(mix(wing, CREAM, 0.5), rect(wx - 8, 560, 56, 118));
                p.fill(DEEP, rect(wx, 568, 40, 104));
                p.fill(mix(DEEP, HAZE, 0.5), poly(wx, 568, wx + 30, 568, wx, 640));
                p.fill(mix(wing, CREAM, 0.5), rect(wx + 18, 568, 4, 104), rect(wx, 616, 40, 4));
                p.fill(DEEP, rect(wx, 730, 40, 90));
                p.fill(mix(wing, CREAM, 0.5), rect(wx + 18, 730, 4, 90));
            }
            p.hatch(rect(x, 504, 440, 380), mix(wing, SLATE, 0.55), 0, 22, (a, b) -> 0.13);
        }
        Color leaf = mix(mix(SEA, OCHRE, 0.3), NAVY, 0.35);
        for (double x : new double[] {40, 168, 1752, 1880}) {
            Shape crown = oval(x, 812, 58, 74);
            p.fill(leaf, crown, rect(x - 6, 860, 12, 50));
            p.hatch(crown, NAVY, 60, 12, (a, b) -> (a - x) / 90 + 0.2);
        }
        p.fill(leaf, rect(-20, 872, 480, 70), rect(1480, 872, 480, 70));
        p.hatch(rect(-20, 872, 1980, 70), NAVY, 90, 13, (a, b) -> Math.abs(a - 960) > 520 ? 0.4 : 0);
        // Portico: shadowed wall, doors, then columns
        p.fill(mix(SLATE, DEEP, 0.35), rect(400, 430, 1120, 442));
        p.hatch(rect(400, 430, 1120, 442), NAVY, 90, 15, (x, y) -> 0.7 - (y - 452) / 700);
        for (int i = 0; i < 5; i++) {
            double x = 526 + i * 186;
            boolean middle = i == 2;
            p.fill(mix(SAND, SLATE, 0.4), rect(x - 8, middle ? 540 : 570, 124, 330));
            p.fill(middle ? BRICK : NAVY, rect(x + 6, middle ? 558 : 590, 96, 314));
            if (middle) {
                p.fill(EMBER, rect(x + 52, 558, 4, 314));
                for (int panel = 0; panel < 3; panel++) {
                    p.fill(EMBER, rect(x + 16, 578 + panel * 96, 30, 70), rect(x + 62, 578 + panel * 96, 30, 70));
                }
                p.fill(AMBER, disc(x + 46, 740, 5), disc(x + 62, 740, 5));
            } else {
                p.fill(mix(AMBER, OCHRE, 0.3), rect(x + 14, 600, 38, 120), rect(x + 58, 600, 38, 120));
            }
        }
        for (int i = 0; i < 8; i++) {
            column(p, 438 + i * 149, stone, shade);
        }
        entablature(p, stone, shade);
        flight(p, stone, shade);
        for (int side : new int[] {-1, 1}) {
            plinth(p, 960 + side * 710, stone, shade);
        }
    }

    private static void column(Plate p, double x, Color stone, Color shade) {
        double top = 470;
        double foot = 866;
        Path2D shaft = poly(x - 33, foot, x + 33, foot, x + 27, top, x - 27, top);
        p.fill(veil(INK, 0.35), poly(x + 20, foot, x + 86, foot, x + 74, top + 40, x + 20, top + 40));
        p.fill(stone, shaft);
        p.within(shaft, () -> {
            for (int i = 0; i < 7; i++) {
                double fx = x - 25 + i * 8.6;
                p.fill(mix(stone, shade, clamp(0.15 + i * 0.14)), rect(fx, top, 3.4, foot - top));
            }
            p.hatch(shaft, mix(shade, DEEP, 0.3), 90, 8, (a, b) -> (a - x) / 38);
            p.fill(veil(DEEP, 0.45), rect(x - 40, top, 80, 30));
        });
        p.fill(stone, rect(x - 44, foot - 16, 88, 18), rounded(x - 39, foot - 30, 78, 16, 7));
        p.fill(shade, rect(x + 10, foot - 16, 34, 18), rounded(x + 10, foot - 30, 29, 16, 7));
        p.fill(stone, poly(x - 30, top, x + 30, top, x + 42, top - 22, x - 42, top - 22), rect(x - 46, top - 36, 92,
                15));
        p.fill(shade, poly(x + 8, top, x + 30, top, x + 42, top - 22, x + 14, top - 22), rect(x + 14, top - 36, 32,
                15));
    }

    private static void entablature(Plate p, Color stone, Color shade) {
        p.fill(stone, rect(376, 376, 1168, 60));
        p.fill(mix(stone, shade, 0.5), rect(376, 410, 1168, 6));
        for (int i = 0; i < 29; i++) {
            double x = 390 + i * 40;
            p.fill(mix(stone, shade, 0.7), rect(x, 384, 4, 22), rect(x + 8, 384, 4, 22), rect(x + 16, 384, 4, 22));
        }
        p.fill(veil(DEEP, 0.4), rect(376, 376, 1168, 8));
        p.fill(mix(stone, CREAM, 0.6), poly(346, 358, 1574, 358, 1556, 378, 364, 378));
        Path2D gable = poly(352, 358, 960, 158, 1568, 358);
        p.fill(mix(stone, CREAM, 0.6), gable);
        Path2D field = poly(446, 346, 960, 182, 1474, 346);
        p.fill(mix(shade, SLATE, 0.35), field);
        p.hatch(field, mix(SLATE, DEEP, 0.6), 18, 13, (x, y) -> 0.6 - (y - 182) / 300);
        // A sun over waves in the gable
        p.within(field, () -> {
            p.fill(stone, disc(960, 318, 56));
            p.fill(mix(stone, shade, 0.7), disc(966, 324, 46));
            p.fill(stone, disc(960, 318, 40));
            for (int i = 0; i < 15; i++) {
                double turn = Math.PI * (i + 0.5) / 15;
                p.fill(stone, cut(960 + Math.cos(turn) * 66, 318 - Math.sin(turn) * 66, 960 + Math.cos(turn) * 112,
                        318 - Math.sin(turn) * 112, 11, 0));
            }
            for (int i = 0; i < 15; i++) {
                double x = 490 + i * 67;
                p.fill(stone, curve(x - 44, 350, x - 20, 334, x + 6, 312, x + 30, 322, x + 22, 332, x + 8, 328, x + 24,
                        350));
            }
        });
        p.fill(mix(stone, shade, 0.85), poly(960, 158, 1568, 358, 1530, 358, 960, 170));
        // Flagpole with a plain pennant
        p.fill(SLATE, rect(956, 30, 8, 132));
        p.fill(AMBER, disc(960, 28, 9));
        Path2D flag = curve(964, 44, 1010, 34, 1060, 54, 1112, 42, 1112, 98, 1060, 108, 1010, 90, 964, 100);
        p.fill(BRICK, flag);
        p.hatch(flag, EMBER, 90, 11, (x, y) -> 0.5 * Math.sin((x - 964) / 24) - 0.05);
    }

    private static void flight(Plate p, Color stone, Color shade) {
        int steps = 15;
        for (int i = 0; i < steps; i++) {
            double t = i / (double) steps;
            double y = 864 + Math.pow(t, 1.25) * 430;
            double next = 864 + Math.pow((i + 1.0) / steps, 1.25) * 430;
            double half = 590 + i * 34;
            double tread = (next - y) * 0.44;
            p.fill(mix(stone, CREAM, 0.55), rect(960 - half, y, half * 2, tread));
            p.fill(mix(stone, shade, 0.75), rect(960 - half, y + tread, half * 2, next - y - tread));
            p.fill(mix(shade, SLATE, 0.6), rect(960 - half, y + tread, half * 2, 3));
            for (int joint = 0; joint < 9; joint++) {
                double x = 960 - half + p.any(0, 2 * half);
                p.line(mix(shade, SLATE, 0.5), 2, x, y + tread + 3, x, next);
            }
        }
        // The long shadow of something tall, broken by every step, from the right
        for (int i = 0; i < steps; i++) {
            double y = 864 + Math.pow(i / (double) steps, 1.25) * 430;
            double next = 864 + Math.pow((i + 1.0) / steps, 1.25) * 430;
            double x = 1230 - i * 2 + i * i * 1.2;
            p.fill(veil(DEEP, 0.42), poly(x, y, 2000, y, 2000, next, x + 26, next));
        }
        p.hatch(rect(0, 864, WIDTH, 430), mix(shade, SLATE, 0.4), 0, 13, (x, y) -> (x - 1500) / 900);
    }

    private static void plinth(Plate p, double x, Color stone, Color shade) {
        p.fill(mix(stone, CREAM, 0.3), rect(x - 120, 930, 240, 370));
        p.hatch(rect(x - 120, 930, 240, 370), mix(shade, SLATE, 0.5), 90, 14, (a, b) -> (a - x) / 150 + 0.05);
        p.fill(stone, rect(x - 138, 904, 276, 30));
        p.fill(shade, rect(x + 40, 904, 98, 30));
        p.fill(veil(DEEP, 0.5), rect(x - 120, 934, 240, 12));
        // Lamp standard
        Color iron = mix(NAVY, INK, 0.3);
        p.fill(iron, rect(x - 46, 880, 92, 26), poly(x - 30, 880, x + 30, 880, x + 12, 820, x - 12, 820),
                rect(x - 8, 600, 16, 230), rounded(x - 18, 700, 36, 16, 6));
        p.fill(mix(SLATE, CREAM, 0.3), rect(x - 6, 604, 4, 220));
        for (double arm : new double[] {-64, 64}) {
            p.line(iron, 9, curve(x, 640, x + arm * 0.5, 660, x + arm, 620, x + arm, 596));
            globe(p, x + arm, 566, 31, iron);
        }
        globe(p, x, 560, 38, iron);
        p.fill(iron, rect(x - 14, 596, 28, 16));
    }

    private static void globe(Plate p, double x, double y, double r, Color iron) {
        p.fill(mix(CREAM, AMBER, 0.35), disc(x, y, r));
        p.hatch(disc(x, y, r), OCHRE, 90, 8, (a, b) -> (a - x) / r * 0.8);
        p.fill(iron, rect(x - r * 0.4, y + r * 0.86, r * 0.8, 8), poly(x - 10, y - r + 2, x + 10, y - r + 2, x,
                y - r - 20));
    }

    // ---------------------------------------------------------------------------------------------------------------
    // bakery-window
    // ---------------------------------------------------------------------------------------------------------------

    private static void bakeryWindow(Plate p) {
        Color front = mix(DEEP, NAVY, 0.35);
        // Upper storey in the last of the night
        Color brickwork = mix(mix(EMBER, SLATE, 0.45), NAVY, 0.45);
        p.fill(brickwork, rect(0, 0, WIDTH, 1096));
        for (int row = 0; row < 40; row++) {
            for (int i = 0; i < 32; i++) {
                if (p.chance(0.25)) {
                    p.fill(mix(brickwork, p.one(INK, SLATE, EMBER), 0.35), rect(i * 62 + row % 2 * 31 - 20, row * 25,
                            57, 20));
                }
            }
        }
        for (double x : new double[] {250, 870, 1490}) {
            p.fill(mix(SLATE, HAZE, 0.3), rect(x - 14, -20, 208, 168));
            p.fill(mix(NAVY, INK, 0.3), rect(x, -20, 180, 154));
            p.fill(mix(DEEP, SEA, 0.5), poly(x, -20, x + 130, -20, x + 20, 134, x, 134));
            p.fill(mix(SLATE, HAZE, 0.3), rect(x + 86, -20, 8, 154), rect(x - 26, 134, 232, 16));
        }
        // Shopfront
        p.fill(front, rect(110, 196, 1700, 900));
        p.fill(mix(front, HAZE, 0.25), rect(110, 196, 1700, 8));
        p.fill(mix(front, INK, 0.4), rect(130, 216, 1660, 70));
        p.fill(mix(OCHRE, AMBER, 0.2), rect(150, 232, 1620, 4), rect(150, 266, 1620, 4));
        wheat(p, 960, 251);
        Shape window = rect(210, 320, 1010, 590);
        p.fill(mix(UMBER, INK, 0.2), rect(188, 300, 1054, 632));
        p.fill(mix(AMBER, OCHRE, 0.15), window);
        p.within(window, () -> bakeryInside(p));
        for (double x : new double[] {546, 883}) {
            p.fill(mix(UMBER, INK, 0.2), rect(x - 9, 300, 18, 640));
        }
        p.fill(mix(UMBER, INK, 0.2), rect(188, 436, 1054, 12));
        p.fill(veil(CREAM, 0.16), poly(230, 448, 400, 448, 226, 760, 210, 760, 210, 470), poly(600, 448, 700, 448, 556,
                700, 556, 530), poly(940, 448, 1090, 448, 894, 800, 894, 540));
        // Panels under the window
        p.fill(mix(front, HAZE, 0.3), rect(180, 928, 1070, 14));
        for (int i = 0; i < 3; i++) {
            p.fill(mix(front, INK, 0.35), rect(212 + i * 340, 962, 316, 96));
            p.fill(mix(front, HAZE, 0.2), rect(212 + i * 340, 962, 316, 4), rect(212 + i * 340, 962, 4, 96));
        }
        bakeryDoor(p, front);
        awning(p);
        pavement(p);
        hangingSign(p);
    }

    private static void wheat(Plate p, double x, double y) {
        for (int side : new int[] {-1, 1}) {
            p.line(AMBER, 4, x + side * 8, y, x + side * 190, y);
            for (int i = 0; i < 9; i++) {
                double ex = x + side * (60 + i * 15);
                p.fill(AMBER, cut(ex, y, ex + side * 20, y - 15, 10, 0), cut(ex, y, ex + side * 20, y + 15, 10, 0));
            }
        }
        p.fill(AMBER, disc(x, y, 13));
    }

    private static void bakeryInside(Plate p) {
        p.fill(mix(AMBER, CREAM, 0.25), rect(210, 320, 1010, 590));
        p.hatch(rect(210, 320, 1010, 590), OCHRE, 90, 17, (x, y) -> Math.abs(x - 715) / 900 + (y - 500) / 1400);
        for (double x : new double[] {380, 715, 1050}) {
            p.line(UMBER, 4, x, 320, x, 400);
            p.glow(CREAM, x, 428, 150, 3, 0.6);
            p.fill(BRICK, poly(x - 52, 430, x + 52, 430, x + 20, 392, x - 20, 392));
            p.fill(CREAM, oval(x, 432, 40, 12));
        }
        double[] shelves = {596, 726};
        for (double y : shelves) {
            p.fill(mix(OCHRE, UMBER, 0.6), rect(210, y, 1010, 16));
            p.fill(veil(UMBER, 0.35), rect(210, y + 16, 1010, 12));
        }
        // Top shelf: round loaves; second: tins and plaits; bottom: baskets on the sill
        for (int i = 0; i < 8; i++) {
            roundLoaf(p, 276 + i * 125, 596, 52 + (i * 7 % 3) * 4, i % 3);
        }
        for (int i = 0; i < 6; i++) {
            if (i % 2 == 0) {
                tinLoaf(p, 240 + i * 166, 726, 132);
            } else {
                plait(p, 232 + i * 166, 726, 148);
            }
        }
        p.fill(mix(UMBER, OCHRE, 0.25), rect(210, 862, 1010, 60));
        p.fill(OCHRE, rect(210, 858, 1010, 8));
        for (int i = 0; i < 3; i++) {
            double x = 236 + i * 337;
            if (i == 1) {
                basket(p, x + 20, 866, 250, () -> {
                    for (int b = 0; b < 7; b++) {
                        double bx = x + 50 + b * 31;
                        p.at(bx, 822, 1, -78 + b * 4, () -> {
                            p.fill(mix(OCHRE, UMBER, 0.25), rounded(-30, -17, 196, 34, 17));
                            p.fill(mix(OCHRE, AMBER, 0.6), rounded(-26, -15, 188, 22, 11));
                            for (int slash = 0; slash < 4; slash++) {
                                p.fill(CREAM, cut(24 + slash * 34, 8, 46 + slash * 34, -12, 8, 3));
                            }
                        });
                    }
                });
            } else {
                basket(p, x, 866, 270, () -> {
                    for (int b = 0; b < 11; b++) {
                        double bx = x + 36 + b % 6 * 40 + b / 6 * 20;
                        bun(p, bx, 806 - b / 6 * 24, 27);
                    }
                });
            }
        }
    }

    private static void roundLoaf(Plate p, double x, double base, double r, int pattern) {
        Shape loaf = minus(oval(x, base - r * 0.52, r, r * 0.86), rect(x - 100, base - 2, 200, 100));
        p.fill(mix(OCHRE, UMBER, 0.45), loaf);
        p.within(loaf, () -> {
            p.fill(mix(OCHRE, UMBER, 0.1), oval(x - r * 0.08, base - r * 0.68, r * 0.94, r * 0.72));
            p.hatch(loaf, mix(UMBER, EMBER, 0.3), 90, 9, (a, b) -> (a - x) / r * 0.7 - 0.05);
            for (int i = -1; i <= 1; i++) {
                if (pattern == 0) {
                    p.fill(CREAM, cut(x + i * r * 0.5 - r * 0.28, base - r * 0.4, x + i * r * 0.5 + r * 0.2,
                            base - r * 1.2, 11, 4));
                } else if (pattern == 1) {
                    p.fill(CREAM, cut(x - r * 0.6, base - r * (0.78 + i * 0.26), x + r * 0.6,
                            base - r * (0.78 + i * 0.26), 9, -5), cut(x + i * r * 0.42, base - r * 1.3,
                            x + i * r * 0.46, base - r * 0.3, 9, 0));
                }
            }
            if (pattern == 2) {
                p.fill(CREAM, cut(x - r * 0.66, base - r * 0.62, x + r * 0.66, base - r * 0.92, 17, -9));
                p.specks(loaf, CREAM, 60, 2, 5, (a, b) -> 0.6);
            }
        });
    }

    private static void tinLoaf(Plate p, double x, double base, double w) {
        Shape loaf = union(rect(x + 8, base - 62, w - 16, 62), rounded(x, base - 94, w, 56, 26));
        p.fill(mix(OCHRE, UMBER, 0.25), loaf);
        p.within(loaf, () -> {
            p.fill(mix(OCHRE, UMBER, 0.6), rounded(x, base - 94, w, 50, 24));
            p.fill(mix(OCHRE, AMBER, 0.5), cut(x + 10, base - 82, x + w - 26, base - 84, 14, -3));
            p.hatch(loaf, mix(UMBER, EMBER, 0.4), 90, 10, (a, b) -> (a - x - w * 0.55) / w * 1.3);
            p.fill(CREAM, cut(x + 22, base - 66, x + w - 24, base - 66, 10, -4));
        });
    }

    private static void plait(Plate p, double x, double base, double w) {
        for (int i = 0; i < 5; i++) {
            double cx = x + w * (0.14 + i * 0.18);
            double r = w * (0.15 - Math.abs(i - 2) * 0.012);
            p.fill(mix(UMBER, OCHRE, 0.35), oval(cx, base - r * 0.98, r * 1.1, r));
            p.fill(mix(OCHRE, BRICK, 0.18), oval(cx - 2, base - r * 1.12, r * 0.94, r * 0.78));
            p.fill(AMBER, cut(cx - r * 0.6, base - r * 1.05, cx + r * 0.4, base - r * 1.75, r * 0.34, 4));
        }
    }

    private static void bun(Plate p, double x, double y, double r) {
        p.fill(mix(UMBER, OCHRE, 0.4), oval(x, y, r, r * 0.86));
        p.fill(mix(OCHRE, AMBER, 0.3), oval(x - 2, y - 4, r * 0.88, r * 0.7));
        p.fill(CREAM, cut(x - r * 0.5, y - r * 0.2, x + r * 0.3, y - r * 0.55, 7, 3));
    }

    private static void basket(Plate p, double x, double base, double w, Runnable goods) {
        goods.run();
        Shape body = poly(x, base - 56, x + w, base - 56, x + w - 20, base, x + 20, base);
        p.fill(mix(OCHRE, UMBER, 0.4), body);
        p.within(body, () -> {
            for (int row = 0; row < 4; row++) {
                for (int i = 0; i < 16; i++) {
                    p.fill(mix(SAND, OCHRE, 0.5), rounded(x + i * 20 + row % 2 * 10 - 4, base - 54 + row * 14, 13, 9,
                            4));
                }
            }
        });
        p.fill(mix(UMBER, OCHRE, 0.35), rounded(x - 6, base - 64, w + 12, 12, 6));
    }

    private static void bakeryDoor(Plate p, Color front) {
        p.fill(mix(front, INK, 0.5), rect(1300, 300, 430, 800));
        p.fill(EMBER, rect(1340, 420, 350, 670));
        p.fill(mix(EMBER, BRICK, 0.5), rect(1340, 420, 350, 8), rect(1340, 420, 8, 670));
        p.fill(mix(AMBER, OCHRE, 0.1), rect(1388, 466, 254, 340));
        p.hatch(rect(1388, 466, 254, 340), OCHRE, 90, 15, (x, y) -> (x - 1440) / 360);
        p.glow(CREAM, 1500, 560, 130, 3, 0.5);
        p.fill(EMBER, rect(1508, 466, 12, 340), rect(1388, 630, 254, 12));
        // A plain card hung in the door
        p.line(UMBER, 3, open(1450, 590, 1484, 548, 1518, 590));
        p.fill(CREAM, rounded(1432, 588, 104, 60, 6));
        p.fill(BRICK, rect(1446, 604, 76, 5), rect(1446, 624, 50, 5));
        p.fill(mix(EMBER, INK, 0.35), rect(1388, 850, 254, 190));
        p.fill(mix(EMBER, BRICK, 0.4), rect(1388, 850, 254, 4), rect(1388, 850, 4, 190));
        p.fill(AMBER, rounded(1654, 720, 16, 90, 8));
        p.fill(mix(AMBER, OCHRE, 0.2), rect(1340, 330, 350, 72));
        for (int i = 1; i < 5; i++) {
            p.fill(mix(UMBER, INK, 0.2), rect(1340 + i * 70 - 3, 330, 6, 72));
        }
        p.fill(STONE, rect(1300, 1078, 430, 22));
    }

    private static void awning(Plate p) {
        int stripes = 15;
        double left = 150;
        double width = 1130;
        for (int i = 0; i < stripes; i++) {
            double t1 = i / (double) stripes;
            double t2 = (i + 1) / (double) stripes;
            Color stripe = i % 2 == 0 ? mix(BRICK, NAVY, 0.18) : mix(CREAM, HAZE, 0.35);
            double a = left + 36 + t1 * (width - 72);
            double b = left + 36 + t2 * (width - 72);
            double c = left + t2 * width;
            double d = left + t1 * width;
            p.fill(stripe, poly(a, 286, b, 286, c, 396, d, 396));
            p.fill(mix(stripe, NAVY, 0.2), rect(d, 396, c - d + 0.5, 26), oval((c + d) / 2, 422, (c - d) / 2, 15));
        }
        p.hatch(poly(186, 286, 1244, 286, 1280, 396, 150, 396), NAVY, 0, 13, (x, y) -> 0.5 - (y - 286) / 190);
        p.fill(veil(NAVY, 0.30), rect(190, 436, 1050, 22));
    }

    private static void pavement(Plate p) {
        Color flag = mix(SLATE, NAVY, 0.45);
        p.fill(flag, rect(0, 1090, WIDTH, 200));
        p.fill(mix(flag, HAZE, 0.3), rect(0, 1090, WIDTH, 6));
        Vanish v = new Vanish(760, 640);
        for (int i = -14; i <= 16; i++) {
            p.line(mix(flag, INK, 0.45), 3, v.x(i * 190, 0.42), 1094, v.x(i * 190, 0), v.y(650, 0));
        }
        p.line(mix(flag, INK, 0.45), 3, 0, 1150, WIDTH, 1150);
        p.line(mix(flag, INK, 0.45), 3, 0, 1232, WIDTH, 1232);
        // Window light on wet stone
        p.fill(veil(AMBER, 0.30), poly(210, 1096, 1220, 1096, 1330, 1290, 60, 1290));
        p.fill(veil(AMBER, 0.30), poly(1388, 1100, 1642, 1100, 1740, 1290, 1400, 1290));
        for (int i = 0; i < 120; i++) {
            double y = p.any(1100, 1280);
            double x = p.chance(0.78) ? p.any(120, 1240) : p.any(1390, 1680);
            p.fill(p.one(AMBER, CREAM, OCHRE, BRICK), cut(x, y, x + p.any(30, 120), y, p.any(3, 7), 0));
        }
        for (int i = 0; i < 50; i++) {
            double y = p.any(1100, 1280);
            double x = p.any(-40, WIDTH);
            p.fill(INK, cut(x, y, x + p.any(60, 180), y, p.any(3, 7), 0));
        }
    }

    private static void hangingSign(Plate p) {
        Color iron = INK;
        p.line(iron, 10, 1850, 330, 1640, 330);
        p.line(iron, 6, curve(1850, 440, 1790, 420, 1730, 380, 1716, 334));
        p.fill(iron, rounded(1842, 300, 22, 170, 6));
        p.line(iron, 4, 1684, 334, 1684, 356);
        p.line(iron, 4, 1780, 334, 1780, 356);
        p.fill(iron, oval(1732, 430, 96, 84));
        p.fill(mix(EMBER, NAVY, 0.2), oval(1732, 430, 86, 74));
        p.line(OCHRE, 4, oval(1732, 430, 76, 64));
        // A pretzel
        Path2D knot = curve(1700, 462, 1720, 440, 1752, 424, 1782, 410, 1786, 390, 1766, 378, 1744, 386, 1732, 402,
                1720, 386, 1698, 378, 1678, 390, 1682, 410, 1712, 424, 1744, 440, 1764, 462);
        p.at(0, 8, 1, 0, () -> {
            p.line(mix(UMBER, OCHRE, 0.3), 17, knot);
            p.line(AMBER, 10, knot);
        });
    }

    // ---------------------------------------------------------------------------------------------------------------
    // heat-pump-terrace
    // ---------------------------------------------------------------------------------------------------------------

    private static void heatPumpTerrace(Plate p) {
        p.bands(0, 640, mix(SEA, HAZE, 0.7), HAZE, mix(HAZE, MIST, 0.6), mix(MIST, CREAM, 0.5), CREAM, mix(CREAM, AMBER,
                0.35));
        p.glow(CREAM, 1540, 236, 260, 4, 0.7);
        p.fill(mix(AMBER, CREAM, 0.35), disc(1540, 236, 86));
        cloud(p, 380, 210, 0.8);
        cloud(p, 1010, 150, 0.45);
        headland(p, mix(MIST, HAZE, 0.5), mix(HAZE, SEA, 0.3), 640, -300, 1000, 190, 17);
        headland(p, mix(HAZE, SEA, 0.25), mix(SEA, HAZE, 0.3), 640, 700, 2300, 150, 29);
        for (int i = 0; i < 6; i++) {
            terraceHouse(p, -60 + i * 340, i);
        }
        yard(p);
        tree(p, 1770, 1090);
    }

    private static void terraceHouse(Plate p, double x, int i) {
        double w = 340;
        double eaves = 560;
        double foot = 1010;
        Color[] walls = {mix(BRICK, SAND, 0.28), CREAM, mix(OCHRE, SAND, 0.45), mix(HAZE, CREAM, 0.35), mix(BRICK, SAND,
                0.15), SAND};
        Color wall = walls[i];
        Color shade = mix(wall, SLATE, 0.5);
        p.fill(wall, rect(x, eaves, w, foot - eaves));
        p.hatch(rect(x, eaves, w, foot - eaves), mix(wall, SLATE, 0.32), 0, 19, (a, b) -> 0.16 + 0.4 * noise(a / 80 + b,
                3 + i));
        p.fill(veil(NAVY, 0.38), poly(x, eaves, x + w, eaves, x + w, eaves + 30, x, eaves + 30));
        p.fill(shade, rect(x + w - 5, eaves, 5, foot - eaves));
        // Roof with its panels
        Color slate = mix(SLATE, NAVY, 0.2);
        p.fill(slate, poly(x - 4, eaves + 6, x + w + 4, eaves + 6, x + w + 4, eaves - 190, x - 4, eaves - 190));
        p.hatch(rect(x - 4, eaves - 190, w + 8, 196), NAVY, 0, 16, (a, b) -> 0.30);
        p.fill(mix(BRICK, UMBER, 0.3), rect(x - 4, eaves - 200, w + 8, 14));
        p.fill(CREAM, rect(x - 4, eaves + 2, w + 8, 9));
        p.fill(STONE, rect(x - 4, eaves + 11, w + 8, 6));
        chimney(p, x + w - 4, eaves - 190);
        if (i != 3) {
            int columns = i % 2 == 0 ? 4 : 3;
            double px = x + (w - columns * 66) / 2 - 8;
            for (int row = 0; row < 2; row++) {
                for (int col = 0; col < columns; col++) {
                    panel(p, px + col * 66 - row * 5, eaves - 168 + row * 78, 62, 73);
                }
            }
        } else {
            p.fill(mix(SLATE, CREAM, 0.5), rect(x + 120, eaves - 140, 96, 92));
            p.fill(mix(DEEP, HAZE, 0.4), rect(x + 128, eaves - 132, 80, 76));
            p.fill(MIST, poly(x + 128, eaves - 132, x + 180, eaves - 132, x + 128, eaves - 70));
        }
        // Windows and door
        Color trim = wall == CREAM ? mix(SLATE, HAZE, 0.3) : CREAM;
        terraceWindow(p, x + 44, eaves + 62, 96, 116, trim, i == 2);
        terraceWindow(p, x + 200, eaves + 62, 96, 116, trim, false);
        terraceWindow(p, x + 44, eaves + 264, 110, 124, trim, i == 1 || i == 4);
        Color[] doors = {DEEP, BRICK, SEA, EMBER, OCHRE, DEEP};
        p.fill(trim, rect(x + 196, eaves + 244, 104, 210));
        p.fill(doors[i], rect(x + 206, eaves + 254, 84, 200));
        p.fill(mix(DEEP, HAZE, 0.45), rect(x + 220, eaves + 270, 56, 70));
        p.fill(trim, rect(x + 246, eaves + 270, 4, 70));
        p.fill(AMBER, disc(x + 282, eaves + 366, 5));
        p.fill(STONE, rect(x + 184, foot - 8, 128, 20));
        // Downpipe
        p.fill(mix(SLATE, wall, 0.3), rect(x + 166, eaves + 14, 9, foot - eaves - 14));
    }

    private static void chimney(Plate p, double x, double ridge) {
        p.fill(mix(BRICK, SAND, 0.2), rect(x - 44, ridge - 96, 88, 100));
        p.fill(EMBER, rect(x - 44, ridge - 96, 46, 100));
        p.hatch(rect(x - 44, ridge - 96, 88, 100), EMBER, 0, 14, (a, b) -> 0.3);
        p.fill(mix(SAND, SLATE, 0.3), rect(x - 52, ridge - 106, 104, 14));
        for (int i = 0; i < 3; i++) {
            p.fill(mix(OCHRE, BRICK, 0.5), poly(x - 40 + i * 30, ridge - 106, x - 20 + i * 30, ridge - 106,
                    x - 22 + i * 30, ridge - 140, x - 38 + i * 30, ridge - 140));
        }
    }

    private static void panel(Plate p, double x, double y, double w, double h) {
        p.fill(MIST, poly(x, y, x + w, y, x + w - 5, y + h, x - 5, y + h));
        p.fill(mix(NAVY, DEEP, 0.4), poly(x + 3, y + 3, x + w - 3, y + 3, x + w - 8, y + h - 3, x - 2, y + h - 3));
        p.fill(mix(SEA, HAZE, 0.25), poly(x + w * 0.62, y + 3, x + w - 3, y + 3, x + w - 8, y + h * 0.9, x + w * 0.2,
                y + h - 3));
        for (int i = 1; i < 3; i++) {
            p.line(mix(DEEP, HAZE, 0.5), 1.8, x + w * i / 3, y + 3, x + w * i / 3 - 5, y + h - 3);
        }
        for (int i = 1; i < 4; i++) {
            p.line(mix(DEEP, HAZE, 0.5), 1.8, x, y + h * i / 4, x + w - 5, y + h * i / 4);
        }
    }

    private static void terraceWindow(Plate p, double x, double y, double w, double h, Color trim, boolean lit) {
        p.fill(trim, rect(x - 9, y - 9, w + 18, h + 18));
        p.fill(lit ? AMBER : mix(DEEP, SEA, 0.3), rect(x, y, w, h));
        if (lit) {
            p.fill(mix(OCHRE, BRICK, 0.2), poly(x, y, x + w * 0.3, y, x + w * 0.14, y + h, x, y + h), poly(x + w, y,
                    x + w * 0.7, y, x + w * 0.86, y + h, x + w, y + h));
        } else {
            p.fill(mix(SEA, MIST, 0.5), poly(x + w * 0.4, y, x + w, y, x + w, y + h * 0.3, x + w * 0.2, y + h, x, y + h,
                    x, y + h * 0.7));
        }
        p.fill(trim, rect(x + w / 2 - 3, y, 6, h), rect(x, y + h * 0.36, w, 5));
        p.fill(STONE, rect(x - 16, y + h + 8, w + 32, 11));
    }

    private static void yard(Plate p) {
        p.fill(mix(SAND, STONE, 0.45), rect(0, 1010, WIDTH, 280));
        p.hatch(rect(0, 1010, WIDTH, 120), mix(STONE, SLATE, 0.4), 0, 15, (x, y) -> 0.2 + 0.5 * noise(x / 120 + y, 4));
        for (int i = 0; i < 6; i++) {
            double x = -60 + i * 340;
            if (i < 5) {
                p.fill(mix(BRICK, EMBER, 0.3), rect(x + 326, 930, 26, 160));
                p.fill(mix(SAND, CREAM, 0.4), rect(x + 320, 920, 38, 13));
            }
            heatPump(p, x + 30, 1064, i % 2 == 0 ? 1 : 0.94);
        }
        // A clipped hedge in front, with frost on it
        DoubleUnaryOperator top = x -> 1128 + 9 * noise(x / 50, 6) + 6 * noise(x / 17, 7);
        Path2D hedge = below(top);
        p.fill(mix(mix(DEEP, OCHRE, 0.18), NAVY, 0.3), hedge);
        for (int i = 0; i < 520; i++) {
            double x = p.any(0, WIDTH);
            double y = p.any(1130, 1276);
            double lean = p.any(-16, 16);
            p.fill(y < 1180 && p.chance(0.5) ? mix(MIST, CREAM, 0.4) : p.one(mix(SEA, OCHRE, 0.35), mix(SEA, DEEP, 0.3),
                    NAVY), cut(x, y, x + lean, y - p.any(14, 30), p.any(6, 11), p.any(-3, 3)));
        }
    }

    private static void heatPump(Plate p, double x, double foot, double s) {
        p.fill(veil(NAVY, 0.45), poly(x - 60 * s, foot + 4, x + 140 * s, foot + 4, x + 120 * s, foot - 20, x - 30 * s,
                foot - 20));
        p.line(INK, 7, curve(x + 136 * s, foot - 60, x + 152 * s, foot - 90, x + 150 * s, foot - 180));
        Shape box = rounded(x, foot - 142 * s, 150 * s, 136 * s, 8);
        p.fill(mix(CREAM, MIST, 0.35), box);
        p.fill(CREAM, rounded(x - 5, foot - 150 * s, 160 * s, 16 * s, 5));
        p.fill(mix(STONE, SLATE, 0.3), rect(x + 116 * s, foot - 134 * s, 34 * s, 128 * s));
        p.fill(mix(CREAM, STONE, 0.6), rect(x + 118 * s, foot - 134 * s, 28 * s, 124 * s));
        for (int i = 0; i < 8; i++) {
            p.line(SLATE, 2.5, x + 124 * s, foot - (120 - i * 14) * s, x + 142 * s, foot - (120 - i * 14) * s);
        }
        double cx = x + 58 * s;
        double cy = foot - 70 * s;
        p.fill(NAVY, disc(cx, cy, 54 * s));
        for (int i = 0; i < 5; i++) {
            p.at(cx, cy, s, i * 72 + 14, () -> p.fill(mix(HAZE, SLATE, 0.3), blob(0, -6, 18, -26, 20, -46, -2, -48, -10,
                    -26)));
        }
        for (int i = 1; i < 4; i++) {
            p.line(MIST, 2.5, disc(cx, cy, 54 * s * i / 3.0));
        }
        for (int i = 0; i < 4; i++) {
            double turn = Math.PI * i / 4;
            p.line(MIST, 2.5, cx - Math.cos(turn) * 54 * s, cy - Math.sin(turn) * 54 * s, cx + Math.cos(turn) * 54 * s,
                    cy + Math.sin(turn) * 54 * s);
        }
        p.fill(BRICK, disc(cx, cy, 9 * s));
        p.fill(SLATE, rect(x + 12 * s, foot - 8, 26 * s, 14), rect(x + 110 * s, foot - 8, 26 * s, 14));
    }

    private static void tree(Plate p, double x, double foot) {
        branch(p, x, foot + 40, -93, 150, 30, 0);
    }

    private static void branch(Plate p, double x, double y, double degrees, double length, double width, int depth) {
        double turn = Math.toRadians(degrees);
        double x2 = x + Math.cos(turn) * length;
        double y2 = y + Math.sin(turn) * length;
        p.line(mix(INK, UMBER, 0.25), width, x, y, x2, y2);
        if (depth == 6) {
            return;
        }
        int forks = depth == 0 ? 3 : 2;
        for (int i = 0; i < forks; i++) {
            double spread = (i - (forks - 1) / 2.0) * (depth == 0 ? 30 : 44) + p.any(-9, 9);
            branch(p, x2, y2, degrees + spread, length * p.any(0.70, 0.86), width * 0.62, depth + 1);
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // bridge-inquiry
    // ---------------------------------------------------------------------------------------------------------------

    private static void bridgeInquiry(Plate p) {
        double river = 900;
        p.bands(0, river, mix(SLATE, HAZE, 0.55), mix(HAZE, STONE, 0.3), mix(HAZE, MIST, 0.6), MIST, mix(MIST, CREAM,
                0.6), mix(CREAM, AMBER, 0.3), mix(SAND, AMBER, 0.35));
        p.glow(CREAM, 1420, 590, 230, 3, 0.4);
        p.fill(mix(AMBER, BRICK, 0.12), disc(1420, 590, 84));
        // The town upriver in three washes
        for (int layer = 0; layer < 3; layer++) {
            Color wash = mix(mix(HAZE, SAND, 0.5), SLATE, 0.12 + layer * 0.2);
            for (int i = 0; i < 34; i++) {
                double x = -40 + i * 60 + p.any(-12, 12);
                double h = p.any(46, 120) * (1 - layer * 0.18);
                double y = river - h - 14 + layer * 10;
                p.fill(wash, poly(x, river, x, y, x + 30, y - p.any(0, 26), x + 60, y, x + 60, river));
                if (layer == 1 && i % 9 == 4) {
                    p.fill(wash, poly(x + 10, river, x + 10, y - 60, x + 24, y - 160, x + 38, y - 60, x + 38, river));
                }
                if (layer == 2 && i % 5 == 2) {
                    p.fill(mix(AMBER, SAND, 0.3), rect(x + 20, y + 20, 8, 12));
                }
            }
        }
        Color[] water = {mix(SAND, HAZE, 0.35), mix(HAZE, SAND, 0.2), mix(HAZE, SEA, 0.4), SEA, mix(SEA, DEEP, 0.6),
                DEEP};
        p.within(rect(0, river, WIDTH, 390), () -> p.bands(river, HEIGHT, water));
        for (int i = 0; i < 60; i++) {
            double t = p.any(0, 1);
            double x = 1420 + p.any(-60, 60) * (1 + t);
            p.fill(p.one(CREAM, AMBER), cut(x - 50, river + 8 + t * 300, x + 50, river + 8 + t * 300, 4 + 6 * t, 0));
        }
        reflection(p, river);
        archBridge(p);
        scaffold(p);
        p.ripples(mix(MIST, CREAM, 0.3), river + 20, HEIGHT, 70, 0, WIDTH);
        barge(p);
        p.gull(NAVY, 1130, 190, 84, -8);
        p.gull(NAVY, 1240, 240, 60, 12);
    }

    private static double crown(double x, double rise, double base) {
        double t = (x - 960) / 800;
        return base - rise * (1 - t * t);
    }

    private static void reflection(Plate p, double river) {
        for (int i = 0; i < 170; i++) {
            double x = p.any(120, 1800);
            double y = river + 24 + (crown(x, 560, 840) - 270) * 0.30 + p.any(-16, 30);
            p.fill(p.one(DEEP, EMBER, NAVY), cut(x - 40, y, x + p.any(30, 80), y, p.any(5, 11), 0));
        }
        for (double pier : new double[] {130, 1790}) {
            for (int i = 0; i < 26; i++) {
                double y = river + 30 + i * 13;
                p.fill(p.one(NAVY, DEEP, SLATE), cut(pier - p.any(70, 150), y, pier + p.any(70, 150), y, 10, 0));
            }
        }
    }

    private static void archBridge(Plate p) {
        Color steel = BRICK;
        Color dark = EMBER;
        Color far = mix(EMBER, HAZE, 0.45);
        double deck = 700;
        // Far truss first, a little higher and paler
        archTruss(p, far, far, -16, 22);
        for (int i = 1; i < 20; i++) {
            double x = 160 + i * 80;
            double y = crown(x, 470, 840);
            p.line(far, 5, x + 22, y - 10, x + 22, deck);
        }
        // Piers of stone
        for (int side : new int[] {-1, 1}) {
            double x = 960 + side * 830;
            Path2D pier = poly(x - 110, 930, x + 110, 930, x + 84, 560, x - 84, 560);
            p.fill(mix(SAND, STONE, 0.4), pier);
            p.within(pier, () -> {
                for (int row = 0; row < 10; row++) {
                    p.line(mix(STONE, SLATE, 0.5), 3, x - 120, 590 + row * 36, x + 120, 590 + row * 36);
                    for (int i = 0; i < 5; i++) {
                        p.line(mix(STONE, SLATE, 0.5), 3, x - 100 + i * 48 + row % 2 * 24, 590 + row * 36,
                                x - 100 + i * 48 + row % 2 * 24, 626 + row * 36);
                    }
                }
                p.hatch(pier, SLATE, 90, 15, (a, b) -> 0.42 - (a - x) / 190);
            });
            p.fill(mix(SAND, CREAM, 0.3), rect(x - 100, 540, 200, 24), rect(x - 124, 916, 248, 24));
            p.fill(SLATE, rect(x - 124, 936, 248, 14));
        }
        // Deck
        p.fill(dark, rect(-10, deck + 6, WIDTH + 20, 40));
        p.fill(steel, rect(-10, deck, WIDTH + 20, 18));
        for (int i = 0; i < 49; i++) {
            p.line(mix(EMBER, INK, 0.4), 4, i * 40, deck + 20, i * 40 + 20, deck + 44);
            p.line(mix(EMBER, INK, 0.4), 4, i * 40 + 20, deck + 44, i * 40 + 40, deck + 20);
        }
        p.fill(mix(BRICK, AMBER, 0.5), rect(-10, deck, WIDTH + 20, 4));
        for (int i = 0; i < 97; i++) {
            p.line(NAVY, 2.5, i * 20, deck, i * 20, deck - 30);
        }
        p.line(NAVY, 4, -10, deck - 30, WIDTH + 10, deck - 30);
        for (int i = 1; i < 20; i++) {
            double x = 160 + i * 80;
            double y = crown(x, 470, 840);
            if (y < deck) {
                p.line(dark, 8, x, y, x, deck + 10);
                p.line(mix(BRICK, AMBER, 0.4), 2.5, x + 2, y, x + 2, deck);
            } else {
                p.line(dark, 10, x, y, x, deck + 40);
            }
        }
        archTruss(p, steel, dark, 0, 0);
        // The stone shoes that the arch stands in
        for (int side : new int[] {-1, 1}) {
            double x = 960 + side * 806;
            p.fill(mix(SAND, STONE, 0.55), poly(x - 78, 930, x + 78, 930, x + 66, 838, x - 66, 838));
            p.hatch(rect(x - 78, 838, 156, 92), SLATE, 90, 13, (a, b) -> 0.5 - (a - x) / 220);
            p.fill(mix(SAND, CREAM, 0.35), rect(x - 76, 822, 152, 20));
        }
    }

    private static void archTruss(Plate p, Color steel, Color dark, double dy, double dx) {
        p.at(dx, dy, 1, 0, () -> {
            Path2D upper = new Path2D.Double();
            Path2D lower = new Path2D.Double();
            for (int i = 0; i <= 80; i++) {
                double x = 160 + i * 20;
                if (i == 0) {
                    upper.moveTo(x, crown(x, 590, 850) - 20);
                    lower.moveTo(x, crown(x, 470, 850));
                } else {
                    upper.lineTo(x, crown(x, 590, 850) - 20);
                    lower.lineTo(x, crown(x, 470, 850));
                }
            }
            for (int i = 0; i < 20; i++) {
                double x = 160 + i * 80;
                double next = x + 80;
                p.line(dark, 8, x, crown(x, 590, 850) - 20, x, crown(x, 470, 850));
                double a = i < 10 ? x : next;
                double b = i < 10 ? next : x;
                p.line(dark, 7, a, crown(a, 470, 850), b, crown(b, 590, 850) - 20);
            }
            p.line(dark, 24, lower);
            p.line(steel, 15, lower);
            p.line(dark, 28, upper);
            p.line(steel, 19, upper);
            if (dx == 0) {
                p.at(0, -7, 1, 0, () -> p.line(mix(BRICK, AMBER, 0.55), 4, upper));
            }
        });
    }

    /** Poles, boards and sheeting around the left haunch of the arch. */
    private static void scaffold(Plate p) {
        Color pole = mix(OCHRE, AMBER, 0.3);
        Color shade = mix(UMBER, OCHRE, 0.35);
        double left = 330;
        double right = 810;
        // Sheeting over part of it, translucent so that the steel still shows
        Path2D sheet = poly(410, 448, 650, 300, 650, 560, 410, 640);
        p.fill(veil(MIST, 0.5), sheet);
        p.hatch(sheet, mix(HAZE, SLATE, 0.3), 90, 15, (x, y) -> 0.22 + 0.3 * Math.sin(x / 18.0));
        for (double x = left; x <= right; x += 60) {
            double top = crown(x, 590, 850) - 96;
            p.line(shade, 8, x + 3, top, x + 3, 704);
            p.line(pole, 6, x, top, x, 704);
        }
        for (double y = 300; y < 700; y += 58) {
            double from = left;
            while (from < right && crown(from, 590, 850) - 84 > y) {
                from += 60;
            }
            if (from < right) {
                p.line(pole, 5, from - 22, y - 26, right + 16, y - 26);
                p.fill(shade, rect(from - 26, y + 6, right - from + 46, 5));
                p.fill(mix(SAND, OCHRE, 0.4), rect(from - 26, y, right - from + 46, 7));
            }
        }
        for (int i = 0; i < 4; i++) {
            double x = 510 + i * 60;
            p.line(pole, 4, x, 692 - i * 58, x + 60, 634 - i * 58);
            p.line(pole, 4, x + 120, 692 - i * 40, x + 60, 634 - i * 40);
        }
        // Ladder, hoist and lamps
        for (double off : new double[] {0, 16}) {
            p.line(NAVY, 4, 760 + off, 700, 736 + off, 500);
        }
        for (int i = 0; i < 11; i++) {
            p.line(NAVY, 3, 758 - i * 2, 690 - i * 18, 774 - i * 2, 690 - i * 18);
        }
        p.line(NAVY, 6, 810, 180, 880, 150);
        p.line(NAVY, 3, 878, 152, 878, 560);
        p.fill(NAVY, rect(860, 560, 38, 30));
        p.line(NAVY, 6, 810, 170, 810, 260);
        for (double[] lamp : new double[][] {{390, 560}, {570, 378}, {690, 280}, {330, 640}}) {
            p.glow(AMBER, lamp[0], lamp[1], 34, 3, 0.7);
            p.fill(BRICK, disc(lamp[0], lamp[1], 8));
        }
    }

    /** A survey barge moored under the works. */
    private static void barge(Plate p) {
        p.at(700, 1060, 1.05, 0, () -> {
            p.fill(NAVY, poly(-250, -20, 260, -20, 232, 34, -220, 34));
            p.fill(BRICK, poly(-228, 20, 240, 20, 232, 34, -220, 34));
            p.fill(mix(SLATE, AMBER, 0.4), rect(-250, -24, 510, 7));
            p.fill(CREAM, rect(-190, -96, 130, 74));
            p.hatch(rect(-190, -96, 130, 74), SLATE, 0, 11, (x, y) -> 0.45 - (x + 190) / 200);
            p.fill(DEEP, rect(-176, -84, 34, 28), rect(-128, -84, 34, 28));
            p.fill(OCHRE, rect(-198, -104, 146, 10));
            p.line(OCHRE, 9, 60, -22, 150, -200);
            p.line(NAVY, 3, 150, -200, 150, -70);
            p.fill(mix(OCHRE, UMBER, 0.4), rect(122, -70, 56, 46));
            p.fill(OCHRE, rect(20, -62, 70, 40));
            p.fill(DEEP, rect(28, -54, 30, 20));
            for (int i = 0; i < 30; i++) {
                double y = 36 + p.any(0, 80);
                double x = p.any(-230, 180);
                p.fill(p.one(NAVY, DEEP, EMBER), cut(x, y, x + p.any(40, 120), y, p.any(5, 10), 0));
            }
        });
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Colour and shape
    // ---------------------------------------------------------------------------------------------------------------

    /** The first ink thinned with the second: 0 leaves it, 1 replaces it. */
    static Color mix(Color a, Color b, double t) {
        return new Color((int) Math.round(a.getRed() + (b.getRed() - a.getRed()) * t),
                (int) Math.round(a.getGreen() + (b.getGreen() - a.getGreen()) * t),
                (int) Math.round(a.getBlue() + (b.getBlue() - a.getBlue()) * t));
    }

    static Color veil(Color c, double opacity) {
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), (int) Math.round(255 * opacity));
    }

    static Shape rect(double x, double y, double w, double h) {
        return new Rectangle2D.Double(x, y, w, h);
    }

    static Shape rounded(double x, double y, double w, double h, double r) {
        return new RoundRectangle2D.Double(x, y, w, h, 2 * r, 2 * r);
    }

    static Shape disc(double cx, double cy, double r) {
        return oval(cx, cy, r, r);
    }

    static Shape oval(double cx, double cy, double rx, double ry) {
        return new Ellipse2D.Double(cx - rx, cy - ry, 2 * rx, 2 * ry);
    }

    /** A closed polygon through x, y pairs. */
    static Path2D poly(double... xy) {
        Path2D path = open(xy);
        path.closePath();
        return path;
    }

    /** An open polyline through x, y pairs. */
    static Path2D open(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        return path;
    }

    /** A smooth closed outline through x, y pairs. */
    static Path2D blob(double... xy) {
        int n = xy.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 0; i < n; i++) {
            spline(path, xy, (i + n - 1) % n, i, (i + 1) % n, (i + 2) % n);
        }
        path.closePath();
        return path;
    }

    /** A smooth open line through x, y pairs. */
    static Path2D curve(double... xy) {
        int n = xy.length / 2;
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 0; i < n - 1; i++) {
            spline(path, xy, Math.max(0, i - 1), i, i + 1, Math.min(n - 1, i + 2));
        }
        return path;
    }

    /** Catmull-Rom through b and c, as one Bézier segment. */
    private static void spline(Path2D path, double[] p, int a, int b, int c, int d) {
        path.curveTo(p[2 * b] + (p[2 * c] - p[2 * a]) / 6, p[2 * b + 1] + (p[2 * c + 1] - p[2 * a + 1]) / 6,
                p[2 * c] - (p[2 * d] - p[2 * b]) / 6, p[2 * c + 1] - (p[2 * d + 1] - p[2 * b + 1]) / 6, p[2 * c],
                p[2 * c + 1]);
    }

    static Shape union(Shape... shapes) {
        Area area = new Area();
        for (Shape shape : shapes) {
            area.add(new Area(shape));
        }
        return area;
    }

    static Shape minus(Shape from, Shape... cuts) {
        Area area = new Area(from);
        for (Shape cut : cuts) {
            area.subtract(new Area(cut));
        }
        return area;
    }

    /** A stroke as a graver cuts it: pointed at both ends, widest in the middle, bowed sideways by {@code bow}. */
    static Path2D cut(double x1, double y1, double x2, double y2, double width, double bow) {
        double length = Math.max(1e-6, Math.hypot(x2 - x1, y2 - y1));
        double nx = -(y2 - y1) / length;
        double ny = (x2 - x1) / length;
        double mx = (x1 + x2) / 2 + nx * bow * 2;
        double my = (y1 + y2) / 2 + ny * bow * 2;
        Path2D path = new Path2D.Double();
        path.moveTo(x1, y1);
        path.quadTo(mx + nx * width, my + ny * width, x2, y2);
        path.quadTo(mx - nx * width, my - ny * width, x1, y1);
        path.closePath();
        return path;
    }

    /** Everything below a line {@code y(x)}, across the whole sheet. */
    static Path2D below(DoubleUnaryOperator line) {
        Path2D path = new Path2D.Double();
        path.moveTo(-20, HEIGHT + 20);
        for (int x = -20; x <= WIDTH + 20; x += 4) {
            path.lineTo(x, line.applyAsDouble(x));
        }
        path.lineTo(WIDTH + 20, HEIGHT + 20);
        path.closePath();
        return path;
    }

    /** Smooth noise in -1..1 with a feature size of one. */
    static double noise(double x, int seed) {
        long cell = (long) Math.floor(x);
        double t = x - cell;
        double s = t * t * (3 - 2 * t);
        return lattice(cell, seed) * (1 - s) + lattice(cell + 1, seed) * s;
    }

    private static double lattice(long cell, int seed) {
        long h = cell * 0x9E3779B97F4A7C15L + seed * 0xC2B2AE3D27D4EB4FL;
        h = (h ^ (h >>> 31)) * 0xD6E8FEB86659FD93L;
        return ((h >>> 40) & 0xFFFF) / 32767.5 - 1;
    }

    static double clamp(double v) {
        return Math.max(0, Math.min(1, v));
    }

    /** One-point perspective: sizes at depth 0 are those of the sheet and shrink with 1 / (1 + depth). */
    record Vanish(double x, double y) {

        double scale(double depth) {
            return 1 / (1 + depth);
        }

        double x(double offset, double depth) {
            return x + offset * scale(depth);
        }

        double y(double offset, double depth) {
            return y + offset * scale(depth);
        }

        /** A closed face through (offsetX, offsetY, depth) triples. */
        Path2D face(double... xyd) {
            double[] xy = new double[xyd.length / 3 * 2];
            for (int i = 0; i < xy.length / 2; i++) {
                xy[2 * i] = x(xyd[3 * i], xyd[3 * i + 2]);
                xy[2 * i + 1] = y(xyd[3 * i + 1], xyd[3 * i + 2]);
            }
            return poly(xy);
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // The plate: one sheet and the tools to cut it
    // ---------------------------------------------------------------------------------------------------------------

    /** A sheet being drawn on. All randomness comes from its own seed. */
    static final class Plate {

        private static final Shape SHEET = rect(0, 0, WIDTH, HEIGHT);

        final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        private final Random random;
        private Graphics2D g;

        Plate(long seed) {
            random = new Random(seed);
            g = graphicsOf(image);
        }

        private static Graphics2D graphicsOf(BufferedImage image) {
            Graphics2D g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            return g;
        }

        double any(double from, double to) {
            return from + random.nextDouble() * (to - from);
        }

        boolean chance(double p) {
            return random.nextDouble() < p;
        }

        Color one(Color... colors) {
            return colors[random.nextInt(colors.length)];
        }

        void fill(Color color, Shape... shapes) {
            g.setColor(color);
            for (Shape shape : shapes) {
                g.fill(shape);
            }
        }

        /** Draws a line of even width with round ends. */
        void line(Color color, double width, Shape path) {
            g.setColor(color);
            g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(path);
        }

        void line(Color color, double width, double x1, double y1, double x2, double y2) {
            line(color, width, open(x1, y1, x2, y2));
        }

        /** Draws so that only what lies in the shape is seen; unlike a clip, the edge stays smooth. */
        void within(Shape shape, Runnable drawing) {
            Graphics2D outer = g;
            AffineTransform transform = outer.getTransform();
            Shape mask = transform.createTransformedShape(shape);
            Rectangle box = mask.getBounds().intersection(new Rectangle(-4000, -4000, 12000, 12000));
            box.grow(1, 1);
            box = box.intersection(new Rectangle(-4, -4, WIDTH + 8, HEIGHT + 8));
            if (box.isEmpty()) {
                return;
            }
            BufferedImage layer = new BufferedImage(box.width, box.height, BufferedImage.TYPE_INT_ARGB);
            BufferedImage stencil = new BufferedImage(box.width, box.height, BufferedImage.TYPE_INT_ARGB);
            Graphics2D s = graphicsOf(stencil);
            s.translate(-box.x, -box.y);
            s.setColor(Color.WHITE);
            s.fill(mask);
            s.dispose();

            g = graphicsOf(layer);
            g.translate(-box.x, -box.y);
            g.transform(transform);
            drawing.run();
            g.setTransform(new AffineTransform());
            g.setComposite(AlphaComposite.DstIn);
            g.drawImage(stencil, 0, 0, null);
            g.dispose();
            g = outer;

            g.setTransform(new AffineTransform());
            g.drawImage(layer, box.x, box.y, null);
            g.setTransform(transform);
        }

        /** Draws with the origin moved, then scaled, then turned by degrees. */
        void at(double x, double y, double scale, double degrees, Runnable drawing) {
            AffineTransform before = g.getTransform();
            g.translate(x, y);
            g.scale(scale, Math.abs(scale));
            g.rotate(Math.toRadians(degrees));
            drawing.run();
            g.setTransform(before);
        }

        // Tones ---------------------------------------------------------------------------------------------------

        /** Lays flat tones from top to bottom and lets each reach into the one above it with tapered strokes. */
        void bands(double top, double bottom, Color... tones) {
            double step = (bottom - top) / tones.length;
            fill(tones[0], rect(-10, top - 10, WIDTH + 20, bottom - top + 10));
            for (int i = 1; i < tones.length; i++) {
                double y = top + i * step;
                fill(tones[i], rect(-10, y, WIDTH + 20, bottom - y));
                feather(tones[i], y, -step * 0.62, Math.max(9, step / 9));
            }
        }

        /** Strokes that thin out away from {@code y}: upwards when {@code reach} is negative. */
        void feather(Color tone, double y, double reach, double gap) {
            int rows = (int) (Math.abs(reach) / gap);
            for (int row = 0; row < rows; row++) {
                double away = (row + 0.5) / rows;
                double rowY = y + Math.signum(reach) * (row + 0.5) * gap;
                double x = any(-500, 0);
                while (x < WIDTH) {
                    double length = any(180, 560) * (1 - away * 0.55);
                    fill(tone, cut(x, rowY, x + length, rowY, gap * (1.02 - away * 0.72), 0));
                    x += length * (0.86 + away * any(0.1, 1.5));
                }
            }
        }

        /** A glow of flat rings, the outermost faintest. */
        void glow(Color color, double x, double y, double radius, int rings, double opacity) {
            for (int i = 0; i < rings; i++) {
                fill(veil(color, opacity / rings), disc(x, y, radius * (rings - i) / rings));
            }
        }

        /** Shade made of parallel strokes whose width follows {@code weight}, from 0 (none) to 1 (touching). */
        void hatch(Shape shape, Color color, double degrees, double spacing, Weight weight) {
            Rectangle2D box = shape.getBounds2D();
            double cx = box.getCenterX();
            double cy = box.getCenterY();
            double reach = Math.hypot(box.getWidth(), box.getHeight()) / 2;
            double ux = Math.cos(Math.toRadians(degrees));
            double uy = Math.sin(Math.toRadians(degrees));
            int seed = random.nextInt(1 << 20);
            within(shape, () -> {
                int row = 0;
                for (double off = -reach; off <= reach; off += spacing) {
                    row++;
                    hatchLine(color, cx - uy * off, cy + ux * off, ux, uy, reach, spacing, seed + row, weight);
                }
            });
        }

        private void hatchLine(Color color, double x0, double y0, double ux, double uy, double reach, double spacing,
                int seed, Weight weight) {
            double step = Math.max(5, Math.min(14, reach / 12));
            List<double[]> run = new ArrayList<>();
            for (double t = -reach; t <= reach + step; t += step) {
                double x = x0 + ux * t;
                double y = y0 + uy * t;
                double w = t > reach ? 0 : clamp(weight.at(x, y) + 0.10 * noise(t / 70, seed));
                if (w > 0.12) {
                    run.add(new double[] {x, y, w * spacing / 2});
                } else if (!run.isEmpty()) {
                    fillRun(color, run, ux, uy);
                    run.clear();
                }
            }
        }

        private void fillRun(Color color, List<double[]> run, double ux, double uy) {
            Path2D path = new Path2D.Double();
            path.moveTo(run.getFirst()[0] - ux * 8, run.getFirst()[1] - uy * 8);
            for (double[] p : run) {
                path.lineTo(p[0] - uy * p[2], p[1] + ux * p[2]);
            }
            path.lineTo(run.getLast()[0] + ux * 8, run.getLast()[1] + uy * 8);
            for (double[] p : run.reversed()) {
                path.lineTo(p[0] + uy * p[2], p[1] - ux * p[2]);
            }
            path.closePath();
            fill(color, path);
        }

        /** Scatters specks over a shape, as dense as {@code weight} says. */
        void specks(Shape shape, Color color, int tries, double smallest, double largest, Weight weight) {
            Rectangle2D box = shape.getBounds2D();
            g.setColor(color);
            for (int i = 0; i < tries; i++) {
                double x = any(box.getMinX(), box.getMaxX());
                double y = any(box.getMinY(), box.getMaxY());
                double r = any(smallest, largest) / 2;
                if (random.nextDouble() < weight.at(x, y) && shape.contains(x, y)) {
                    g.fill(disc(x, y, r));
                }
            }
        }

        /** Level strokes on water, small and close at {@code far}, long and wide at {@code near}. */
        void ripples(Color color, double far, double near, int count, double x1, double x2) {
            for (int i = 0; i < count; i++) {
                double t = Math.pow(any(0, 1), 1.4);
                double y = far + (near - far) * t;
                double length = any(30, 120) * (0.35 + 2.1 * t);
                double x = any(x1, x2) - length / 2;
                fill(color, cut(x, y, x + length, y, 2.2 + 9 * t, any(-2, 2)));
            }
        }

        /** The tooth of the paper: a few specks where the ink did not take, and a few where it splashed. */
        void paperGrain() {
            specks(SHEET, veil(CREAM, 0.20), 1700, 1.8, 3.6, (x, y) -> 1);
            specks(SHEET, veil(INK, 0.22), 1100, 1.8, 3.6, (x, y) -> 1);
        }

        void gull(Color color, double x, double y, double span, double tilt) {
            at(x, y, span / 200, tilt, () -> fill(
                    color, wing(-100, -22, -62, -52, -22, -30, 0, 4, -26, -14, -60, -32), wing(100, -34, 66, -56, 24,
                            -32, 0, 4, 28, -14, 64, -38), oval(2, 2, 17, 8), poly(-12, 2, -34, 8, -32, 14, -8, 8)));
        }

        /** A wing: out along the upper edge to the tip and back along the lower. */
        private static Path2D wing(double tx, double ty, double ux, double uy, double vx, double vy, double bx,
                double by, double cx, double cy, double dx, double dy) {
            Path2D path = new Path2D.Double();
            path.moveTo(tx, ty);
            path.curveTo(ux, uy, vx, vy, bx, by);
            path.lineTo(bx, by + 4);
            path.curveTo(cx, cy, dx, dy, tx, ty);
            path.closePath();
            return path;
        }
    }

    /** How dark a place is, from 0 to 1. */
    interface Weight {
        double at(double x, double y);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Printing
    // ---------------------------------------------------------------------------------------------------------------

    /** Reduces a plate to an indexed palette. */
    static final class Print {

        /** Rich scenes take few inks and plain ones many, so that every file stays near the size below. */
        private static final int[] INKS = {128, 112, 96, 80, 64, 56};

        private static final int ENOUGH_BYTES = 172_000;

        private Print() {}

        /** The picture as PNG, in the most inks that keep it small. */
        static byte[] png(BufferedImage image) throws IOException {
            int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            List<Map.Entry<Integer, Integer>> ranked = ranked(pixels);
            byte[] png = {};
            for (int inks : INKS) {
                png = encoded(indexed(pixels, palette(ranked, inks)));
                if (png.length <= ENOUGH_BYTES) {
                    break;
                }
            }
            return png;
        }

        private static byte[] encoded(BufferedImage image) throws IOException {
            ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(image, null, null), param);
            } finally {
                writer.dispose();
            }
            return bytes.toByteArray();
        }

        /** The colours drawn, commonest first. */
        private static List<Map.Entry<Integer, Integer>> ranked(int[] pixels) {
            Map<Integer, Integer> counts = new HashMap<>();
            for (int pixel : pixels) {
                counts.merge(pixel & 0xFFFFFF, 1, Integer::sum);
            }
            return counts.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(20_000)
                    .toList();
        }

        private static BufferedImage indexed(int[] pixels, int[] palette) {
            Map<Integer, Byte> nearest = new HashMap<>();
            byte[] indices = new byte[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                indices[i] = nearest.computeIfAbsent(pixels[i] & 0xFFFFFF, c -> (byte) nearestIn(palette, c));
            }
            IndexColorModel model = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
            BufferedImage result = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, model);
            result.getRaster().setDataElements(0, 0, WIDTH, HEIGHT, indices);
            return result;
        }

        /**
         * The commonest colours, which are the flat areas, then again and again the one that the palette so far serves
         * worst, to smooth the edges.
         */
        private static int[] palette(List<Map.Entry<Integer, Integer>> ranked, int inks) {
            int size = Math.min(inks, ranked.size());
            int exact = size * 5 / 8;
            int[] palette = new int[size];
            double[] error = new double[ranked.size()];
            Arrays.fill(error, Double.MAX_VALUE);
            for (int n = 0; n < size; n++) {
                int pick = n;
                if (n >= exact) {
                    pick = 0;
                    double worst = -1;
                    for (int i = 0; i < error.length; i++) {
                        double weighted = error[i] * Math.sqrt(ranked.get(i).getValue());
                        if (weighted > worst) {
                            worst = weighted;
                            pick = i;
                        }
                    }
                }
                palette[n] = ranked.get(pick).getKey();
                for (int i = 0; i < error.length; i++) {
                    error[i] = Math.min(error[i], distance(ranked.get(i).getKey(), palette[n]));
                }
            }
            return palette;
        }

        private static int nearestIn(int[] palette, int color) {
            int best = 0;
            for (int i = 1; i < palette.length; i++) {
                if (distance(palette[i], color) < distance(palette[best], color)) {
                    best = i;
                }
            }
            return best;
        }

        private static int distance(int a, int b) {
            int red = (a >> 16 & 255) - (b >> 16 & 255);
            int green = (a >> 8 & 255) - (b >> 8 & 255);
            int blue = (a & 255) - (b & 255);
            return 3 * red * red + 4 * green * green + 2 * blue * blue;
        }
    }
}
